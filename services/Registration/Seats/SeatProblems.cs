using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>Why something about seats can be refused.</summary>
public static class SeatProblems
{
    public static readonly Problem NoSuchActivity = new("no-such-activity", 404, "Aktiviteten finns inte", "There is no such activity");
    public static readonly Problem NoSuchRegistration = new("no-such-registration", 404, "Anmälan finns inte", "There is no such registration");
    public static readonly Problem TakesNone = new("takes-no-registrations", 409, "Aktiviteten tar inte emot anmälningar", "The activity takes no registrations");
    public static readonly Problem NotOpenYet = new("registration-not-open", 409, "Anmälan har inte öppnat", "Registration has not opened");
    public static readonly Problem Closed = new("registration-closed", 409, "Anmälan är stängd", "Registration is closed");
    public static readonly Problem Cancelled = new("activity-cancelled", 409, "Aktiviteten är inställd", "The activity is cancelled");
    public static readonly Problem WaitingListFull = new("waiting-list-full", 409, "Väntelistan är full", "The waiting list is full");
    public static readonly Problem TooMany = new("more-than-there-are", 409, "Fler platser än aktiviteten har", "More seats than the activity has");
    public static readonly Problem NotEnoughLeft = new("not-enough-left", 409, "Det finns inte så många platser kvar", "There are not that many seats left");
    public static readonly Problem SeatWouldBeLost = new(
        "seat-would-be-lost", 409, "Det är fullt där: platsen skulle bytas mot en plats i kö", "It is full there: the seat would be traded for a place in line");
    public static readonly Problem CompanyLimit = new("company-limit", 409, "Företaget har inte rätt till så många platser", "The company may not have that many seats");
    public static readonly Problem TooLate = new("too-late", 409, "Det är för sent att ändra eller avboka; kontakta arrangören", "It is too late to change or cancel; contact the organiser");
    public static readonly Problem NotOffered = new("not-offered", 409, "Ingen plats är erbjuden just nu", "No seat is offered at present");
    public static readonly Problem AnswerFirst = new("answer-the-offer-first", 409, "Svara på erbjudandet först", "Answer the offer first");
    public static readonly Problem CameAlready = new("came-already", 409, "Personen har redan kommit", "The person has come already");
    public static readonly Problem Overlapping = new("activities-overlap", 409, "Aktiviteterna pågår samtidigt", "The activities are at the same time");
    public static readonly Problem SameActivity = new("same-activity", 409, "Anmälan gäller redan den aktiviteten", "It is a registration for that activity already");
    public static readonly Problem RegisteredThere = new("registered-there", 409, "Personen är redan anmäld dit", "The person is registered there already");
    public static readonly Problem NotATicket = new("not-a-ticket", 404, "Biljetten gäller inte", "Not a valid ticket");
    public static readonly Problem NotConfirmed = new("not-confirmed", 409, "Biljetten har ingen plats", "The ticket has no seat");
    public static readonly Problem MoreThanTheTicket = new("more-than-the-ticket", 409, "Fler än biljetten gäller för", "More than the ticket is for");
    public static readonly Problem NotCheckedIn = new("not-checked-in", 409, "Biljetten är inte använd", "The ticket was not used");
    public static readonly Problem OtherActivity = new("ticket-for-another-activity", 409, "Biljetten gäller en annan aktivitet", "The ticket is for another activity");
    public static readonly Problem TooEarly = new("door-not-open", 409, "Dörren har inte öppnat", "The door has not opened");
    public static readonly Problem DoorClosed = new("door-closed", 409, "Aktivitetens dag är slut", "The activity's day is over");
    public static readonly Problem NotNow = new("scan-not-now", 409, "Läsningens tid ligger i framtiden", "The scan's time is in the future");
    public static readonly Problem AlreadyCheckedIn = new("already-checked-in", 409, "Biljetten är redan använd", "The ticket was used already");
}
