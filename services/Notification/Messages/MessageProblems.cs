using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Messages;

/// <summary>Why a message can be refused.</summary>
public static class MessageProblems
{
    public static readonly Problem NoSuchActivity = new("no-such-activity", ProblemKind.NotFound, "Aktiviteten finns inte", "There is no such activity");

    public static readonly Problem NoRecipients = new(
        "no-recipients", ProblemKind.Conflict, "Det finns ingen att skicka meddelandet till", "There is nobody to send the message to");
}
