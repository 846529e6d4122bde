using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>Why something about seats can be refused.</summary>
public static class SeatProblems
{
    public static readonly Problem NoSuchActivity = new("no-such-activity", ProblemKind.NotFound, "Aktiviteten finns inte", "There is no such activity");
    public static readonly Problem NoSuchRegistration = new("no-such-registration", ProblemKind.NotFound, "Anmälan finns inte", "There is no such registration");
    public static readonly Problem NoSuchLink = new("no-such-link", ProblemKind.NotFound, "Länken gäller inte", "The link is not valid");
    public static readonly Problem TakesNone = new("takes-no-registrations", ProblemKind.Conflict, "Aktiviteten tar inte emot anmälningar", "The activity does not take registrations");
    public static readonly Problem NotOpenYet = new("registration-not-open", ProblemKind.Conflict, "Anmälan har inte öppnat", "Registration has not opened");
    public static readonly Problem Closed = new("registration-closed", ProblemKind.Conflict, "Anmälan är stängd", "Registration is closed");
    public static readonly Problem Cancelled = new("activity-cancelled", ProblemKind.Conflict, "Aktiviteten är inställd", "The activity is cancelled");
    public static readonly Problem WaitingListFull = new("waiting-list-full", ProblemKind.Conflict, "Väntelistan är full", "The waiting list is full");
    public static readonly Problem TooMany = new("more-than-there-are", ProblemKind.Conflict, "Fler platser än aktiviteten har", "More seats than the activity has");
    public static readonly Problem NotEnoughLeft = new("not-enough-left", ProblemKind.Conflict, "Det finns inte så många platser kvar", "There are not that many seats left");
    public static readonly Problem NoneFree = new("none-free", ProblemKind.Conflict, "Ingen handläggare är ledig då", "No officer is free then");
    public static readonly Problem OfficerTaken = new("officer-taken", ProblemKind.Conflict, "Handläggaren har ett annat samtal då", "The officer has another conversation then");
    public static readonly Problem SeatWouldBeLost = new(
        "seat-would-be-lost", ProblemKind.Conflict, "Det är fullt där: platsen skulle bytas mot en plats i kö", "It is full there: the seat would be exchanged for a place on the waiting list");
    public static readonly Problem CompanyLimit = new("company-limit", ProblemKind.Conflict, "Företaget har inte rätt till så många platser", "The company may not have that many seats");
    public static readonly Problem TooLate = new("too-late", ProblemKind.Conflict, "Det är för sent att ändra eller avboka; kontakta arrangören", "It is too late to change or cancel; contact the organiser");
    public static readonly Problem NotOffered = new("not-offered", ProblemKind.Conflict, "Ingen plats är erbjuden just nu", "No seat is being offered at the moment");
    public static readonly Problem HoldOver = new(
        "hold-over", ProblemKind.Conflict, "Tiden att bekräfta är slut; anmäl dig igen", "The time to confirm is over; register again");
    public static readonly Problem AnswerFirst = new("answer-the-offer-first", ProblemKind.Conflict, "Svara på erbjudandet först", "Answer the offer first");
    public static readonly Problem CameAlready = new("came-already", ProblemKind.Conflict, "Personen har redan kommit", "The person has come already");
    public static readonly Problem Overlapping = new("activities-overlap", ProblemKind.Conflict, "Aktiviteterna pågår samtidigt", "The activities are at the same time");
    public static readonly Problem SameActivity = new("same-activity", ProblemKind.Conflict, "Anmälan gäller redan den aktiviteten", "The registration is already for that activity");
    public static readonly Problem RegisteredThere = new("registered-there", ProblemKind.Conflict, "Personen är redan anmäld dit", "The person is already registered there");
    public static readonly Problem NotAConversation = new(
        "not-a-conversation", ProblemKind.Conflict, "Bara en tid med en handläggare kan bytas mot en tidigare", "Only a slot with an officer can be changed for an earlier one");
    public static readonly Problem NotATicket = new("not-a-ticket", ProblemKind.NotFound, "Biljetten gäller inte", "Not a valid ticket");
    public static readonly Problem NotConfirmed = new("not-confirmed", ProblemKind.Conflict, "Biljetten har ingen plats", "The ticket has no seat");
    public static readonly Problem MoreThanTheTicket = new("more-than-the-ticket", ProblemKind.Conflict, "Fler än biljetten gäller för", "More than the ticket is for");
    public static readonly Problem NoSuchAttendee = new("no-such-attendee", ProblemKind.NotFound, "Deltagaren finns inte", "There is no such attendee");
    public static readonly Problem MoreNamesThanSeats = new("more-names-than-seats", ProblemKind.Conflict, "Fler namn än platser", "More names than seats");
    public static readonly Problem SayWhoLeaves = new(
        "say-who-leaves", ProblemKind.Conflict, "Fler namn än platser skulle vara kvar: säg vilka som inte kommer", "There would be more names than seats: say who is not coming");
    public static readonly Problem TicketReplaced = new(
        "ticket-replaced", ProblemKind.Conflict, "Biljetten är ersatt: någon annan kommer i stället", "The ticket was replaced: somebody else is coming instead");
    public static readonly Problem NotCheckedIn = new("not-checked-in", ProblemKind.Conflict, "Biljetten är inte använd", "The ticket has not been used");
    public static readonly Problem OtherActivity = new("ticket-for-another-activity", ProblemKind.Conflict, "Biljetten gäller en annan aktivitet", "The ticket is for another activity");
    public static readonly Problem TooEarly = new("door-not-open", ProblemKind.Conflict, "Dörren har inte öppnat", "The door has not opened");
    public static readonly Problem DoorClosed = new("door-closed", ProblemKind.Conflict, "Aktivitetens dag är slut", "The activity's day is over");
    public static readonly Problem NotNow = new("scan-not-now", ProblemKind.Conflict, "Läsningens tid ligger i framtiden", "The scan's time is in the future");
    public static readonly Problem NotBegun = new("conversation-not-begun", ProblemKind.Conflict, "Samtalet har inte börjat", "The conversation has not started");
    public static readonly Problem FollowUpOpened = new(
        "conversation-has-follow-up", ProblemKind.Conflict, "Samtalet har redan ett ärende", "The conversation already has a case");
    public static readonly Problem AlreadyCheckedIn = new("already-checked-in", ProblemKind.Conflict, "Biljetten är redan använd", "The ticket has already been used");
}
