using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>A webhook is sent nothing until somebody enables it; what happens meanwhile is held.</summary>
public static class DisableWebhook
{
    public static Decision Decide(Webhook webhook, WebhookDisabledBecause because, DateTimeOffset now) =>
        webhook.IsEnabled ? Decision.Of(new WebhookDisabled(because, now)) : Decision.Nothing;

    /// <summary>The letter that it is disabled has gone.</summary>
    public static Decision DecideTold(Webhook webhook, DateTimeOffset now) =>
        webhook is { DisabledBecause: not null, IsTold: false } ? Decision.Of(new WebhookDisabledTold(now)) : Decision.Nothing;
}
