namespace BusinessFocus.Notifications.Webhooks;

/// <summary>A webhook as those see it who may.</summary>
/// <param name="Url">Where it is sent to.</param>
/// <param name="Types">Of what it is told: names of event types.</param>
/// <param name="Payload">How much it is told.</param>
/// <param name="Description">What it is for; left out where nobody said.</param>
/// <param name="Email">Who is written to when it is disabled.</param>
/// <param name="Language">"sv" or "en": of that letter.</param>
/// <param name="Association">The association that is told; left out where it is the organisers'.</param>
/// <param name="Municipality">Whose editions it is told of; left out where it is of all.</param>
/// <param name="SubscribedAt">UTC.</param>
/// <param name="DisabledBecause">Why it is sent nothing; left out while it is.</param>
/// <param name="DisabledAt">UTC: since when.</param>
/// <param name="FormerSecretUntil">UTC: until then deliveries are signed with the secret before too; left out where there is none.</param>
public sealed record WebhookView(
    WebhookId Id,
    string Url,
    IReadOnlyList<string> Types,
    WebhookPayload Payload,
    string? Description,
    string Email,
    string Language,
    string? Association,
    string? Municipality,
    DateTimeOffset SubscribedAt,
    WebhookDisabledBecause? DisabledBecause,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? FormerSecretUntil)
{
    /// <param name="webhook">One that is not removed.</param>
    public static WebhookView Of(Webhook webhook) => new(
        new WebhookId(webhook.Id),
        webhook.Target!.Url,
        webhook.Target.Types,
        webhook.Target.Payload,
        webhook.Target.Description,
        webhook.Target.Email,
        webhook.Target.Language,
        webhook.Association,
        webhook.Municipality,
        webhook.SubscribedAt,
        webhook.DisabledBecause,
        webhook.DisabledAt,
        webhook.FormerUntil);
}

/// <summary>A webhook with the secret that its deliveries are signed with.</summary>
/// <param name="Secret">Shown this once: <c>whsec_</c> and base64, as Standard Webhooks has it.</param>
public sealed record WebhookWithSecret(WebhookView Webhook, string Secret);
