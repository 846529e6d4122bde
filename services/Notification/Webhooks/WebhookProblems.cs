using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Webhooks;

public static class WebhookProblems
{
    public static readonly Problem NoSuchWebhook = new("no-such-webhook", ProblemKind.NotFound, "Webhooken finns inte", "There is no such webhook");
    public static readonly Problem NoSuchDelivery = new("no-such-webhook-delivery", ProblemKind.NotFound, "Leveransen finns inte", "There is no such delivery");
    public static readonly Problem TooMany = new("too-many-webhooks", ProblemKind.Conflict, "Du har så många webhooks som går", "You have as many webhooks as possible");
    public static readonly Problem Disabled = new("webhook-disabled", ProblemKind.Conflict, "Webhooken är avstängd: slå på den först", "The webhook is disabled: enable it first");
}
