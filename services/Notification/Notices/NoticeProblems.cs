using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Notification.Notices;

/// <summary>Why something about a notification can be refused.</summary>
public static class NoticeProblems
{
    public static readonly Problem RecipientErased = new(
        "recipient-erased", 409, "Mottagaren har bett att bli glömd", "The recipient asked to be forgotten");

    public static readonly Problem StillUnderWay = new(
        "notification-under-way", 409, "Meddelandet är fortfarande på väg", "The notification is still under way");

    public static readonly Problem Overtaken = new(
        "notification-overtaken", 409, "Anmälan har ändrats sedan dess: skicka det senaste meddelandet i stället",
        "The registration has changed since then: send the latest notification instead");
}
