using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Messages;

/// <summary>Why a message can be refused.</summary>
public static class MessageProblems
{
    public static readonly Problem NoSuchActivity = new("no-such-activity", ProblemKind.NotFound, "Aktiviteten finns inte", "There is no such activity");

    public static readonly Problem NoSuchEdition = new(
        "no-such-edition", ProblemKind.NotFound, "Ingen sådan upplaga har släppts än", "No such edition has been released yet");

    public static readonly Problem NoSuchMessage = new("no-such-message", ProblemKind.NotFound, "Meddelandet finns inte", "There is no such message");

    public static readonly Problem NotWaiting = new(
        "message-not-waiting", ProblemKind.Conflict, "Meddelandet har skickats eller dragits tillbaka", "The message was sent or withdrawn");

    public static readonly Problem NoRecipients = new(
        "no-recipients", ProblemKind.Conflict, "Det finns ingen att skicka meddelandet till", "There is nobody to send the message to");
}
