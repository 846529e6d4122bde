using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Tokens;
using Marten;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// Whose webhooks somebody may make, see and change: an association its own, an organiser those of all organisers of the same municipality.
/// </summary>
/// <param name="By">The <c>sub</c>.</param>
/// <param name="Association">Null for an organiser.</param>
/// <param name="Municipality">Null for all.</param>
public sealed record WebhookAccess(string By, string? Association, string? Municipality)
{
    /// <summary>Who can have webhooks. Any program can, by a client with one of these roles.</summary>
    public static string[] MayHave { get; } = [Roles.Organiser, Roles.Association];

    public static WebhookAccess Of(ClaimsPrincipal asker) => asker.IsInRole(Roles.Organiser)
        ? new WebhookAccess(asker.Identity!.Name!, null, asker.MunicipalityOf(Roles.Organiser))
        : new WebhookAccess(asker.Identity!.Name!, asker.FindFirst(Roles.AssociationClaim)?.Value ?? "", asker.MunicipalityOf(Roles.Association));

    public bool IsFor(Webhook webhook) => webhook.Target is not null
        && (Association is null
            ? Municipality is null || (webhook.Association is null && webhook.Municipality == Municipality)
            : webhook.Association == Association && (Municipality is null || webhook.Municipality == Municipality));

    /// <summary>One that is theirs; null also where it is somebody else's.</summary>
    public async Task<Webhook?> FindAsync(IQuerySession reads, WebhookId id, CancellationToken cancellationToken) =>
        await reads.LoadAsync<Webhook>(id.Value, cancellationToken) is { } webhook && IsFor(webhook) ? webhook : null;

    /// <summary>A decision about one that is theirs; of others nobody learns that they are there.</summary>
    public Decision Decide(Webhook webhook, Func<Webhook, Decision> decide) => IsFor(webhook) ? decide(webhook) : WebhookProblems.NoSuchWebhook;

    /// <summary>Associations hear of what is public and of their own list, not of who registers.</summary>
    public Refusal? RefuseTypes(IReadOnlyList<string> types) =>
        Association is not null && types.Where(type => !EventTypes.IsForAssociations(type)).ToList() is { Count: > 0 } closed
            ? Flaw.Refuse([new Flaw("types", $"Inte för föreningar: {string.Join(", ", closed)}.", $"Not for associations: {string.Join(", ", closed)}.")])
            : null;
}
