using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>The few words that letters need beside their templates.</summary>
public static class Words
{
    public static readonly LocalizedText When = new("När", "When");
    public static readonly LocalizedText Where = new("Var", "Where");
    public static readonly LocalizedText Hosts = new("Du möter", "You will meet");
    public static readonly LocalizedText Delegation = new("Delegationen", "The delegation");
    public static readonly LocalizedText Seats = new("Platser", "Seats");
    public static readonly LocalizedText PositionInLine = new("Plats i kön", "Place on the waiting list");
    public static readonly LocalizedText AtTheSameTime = new("Du är också anmäld till", "You are also registered for");
    public static readonly LocalizedText Manage = new("Visa, ändra eller avboka", "View, change or cancel");
    public static readonly LocalizedText OwnRegistrations = new("Visa alla dina bokningar", "View all your bookings");
    public static readonly LocalizedText AnswerOffer = new("Ta platsen eller tacka nej", "Take the seat or decline");
    public static readonly LocalizedText TakeEarlier = new("Ta den tidigare tiden", "Take the earlier time");
    public static readonly LocalizedText Choose = new("Välj", "Choose");
    public static readonly LocalizedText ReadAndRegister = new("Läs mer och anmäl er", "Read more and register");
    public static readonly LocalizedText OpenProgramme = new("Se programmet", "See the programme");
    public static readonly LocalizedText Join = new("Anslut digitalt", "Join online");
    public static readonly LocalizedText AnswerSurvey = new("Svara på frågorna", "Answer the questions");
    public static readonly LocalizedText AnswerVisit = new("Svara på förslaget", "Answer our proposal");
    public static readonly LocalizedText ViewVisit = new("Visa besöket", "View the visit");
    public static readonly LocalizedText OpenVisit = new("Öppna önskemålet", "Open the request");
    public static readonly LocalizedText OpenCase = new("Öppna ärendet", "Open the case");
    public static readonly LocalizedText ReopenCase = new("Fick du inte svar? Öppna ärendet igen", "Did we not answer your question? Reopen the case");
    public static readonly LocalizedText Ticket = new("Din biljett", "Your ticket");
    public static readonly LocalizedText TicketOf = new("Biljett för", "Ticket for");
    public static readonly LocalizedText OtherTicket = new("Biljett för er andra", "Ticket for the others");
    public static readonly LocalizedText Attendees = new("Ni som kommer", "Who is coming");
    public static readonly LocalizedText ShowTicket = new("Visa koden i dörren.", "Show the code at the door.");
    public static readonly LocalizedText Preferences = new("Välj vad du får och hur", "Choose what you get and how");
    public static readonly LocalizedText WithoutInvitation = new(
        "Obs! Kalenderfilen saknas i det här meddelandet, för den kunde inte skapas. Lägg in tiden i din kalender själv.",
        "Please note: the calendar file is missing from this message because it could not be created. Please add the time to your calendar yourself.");

    public static readonly LocalizedText WithoutCancellation = new(
        "Obs! Det här meddelandet rättar inte din kalender, för kalenderfilen kunde inte skapas. Ta själv bort det som inte gäller längre.",
        "Please note: this message does not update your calendar because the calendar file could not be created. Please remove anything that no longer applies yourself.");

    public static readonly LocalizedText AnswerableFooter = new(
        "Business Focus – två veckor för möten mellan företag, kommun och politik. Svara på det här meddelandet för att nå arrangören.",
        "Business Focus – two weeks when companies, the municipality and politicians meet. Reply to this message to reach the organiser.");

    public static readonly LocalizedText Questions = new("Frågor?", "Questions?");

    public static readonly LocalizedText Footer = new(
        "Business Focus – två veckor för möten mellan företag, kommun och politik. Det går inte att svara på det här meddelandet.",
        "Business Focus – two weeks when companies, the municipality and politicians meet. You cannot reply to this message.");

    private static readonly LocalizedText Visit = new("Företagsbesök: {0}", "Company visit: {0}");
    private static readonly LocalizedText OneSeat = new("1 plats", "1 seat");
    private static readonly LocalizedText ManySeats = new("{0} platser", "{0} seats");

    /// <summary>What the activity is called that a visit becomes.</summary>
    public static string VisitTo(string company, string language) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Visit.In(language), OneLine(company));

    public static string SeatsText(int seats, string language) =>
        seats == 1 ? OneSeat.In(language) : string.Format(System.Globalization.CultureInfo.InvariantCulture, ManySeats.In(language), seats);

    /// <summary>On one line, without control characters: for subjects, names and single-line fields.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
