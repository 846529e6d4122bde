using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>Why something about a notification can be refused.</summary>
public static class NotificationProblems
{
    public static readonly Problem RecipientErased = new(
        "recipient-erased", ProblemKind.Conflict, "Mottagaren har bett att bli glömd", "The recipient asked to be forgotten");

    public static readonly Problem StillUnderWay = new(
        "notification-under-way", ProblemKind.Conflict, "Meddelandet är fortfarande på väg", "The notification is still under way");

    public static readonly Problem Overtaken = new(
        "notification-overtaken", ProblemKind.Conflict, "Anmälan har ändrats sedan dess: skicka det senaste meddelandet i stället",
        "The registration has changed since then: send the latest notification instead");
}
