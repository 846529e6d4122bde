using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>Deliveries are signed with another secret, and for a day with the one before too, so that the receiver can follow in peace.</summary>
public static class RotateWebhookSecret
{
    private static readonly TimeSpan Both = TimeSpan.FromHours(24);

    public static Decision Decide(Webhook webhook, WebhookAccess asker, byte[] sealedSecret, DateTimeOffset now) =>
        asker.Decide(webhook, _ => Decision.Of(new WebhookSecretRotated(sealedSecret, now + Both, asker.By, now)));
}

/// <summary>
/// Gives a webhook another secret, each time; the answer has it, shown this once, and an Idempotency-Key is not looked at here. For 24 hours deliveries
/// have two signatures, with a space between: one of the new secret and one of the secret before. 404 <c>no-such-webhook</c> also for one of
/// somebody else.
/// </summary>
public static class RotateWebhookSecretEndpoint
{
    public static void MapRotateWebhookSecret(this RouteGroupBuilder api) =>
        api.MapPost("/webhooks/{id}/rotate", HandleAsync)
            .WithoutIdempotencyKey()
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("rotateWebhookSecret")
            .WithSummary("Give a webhook a new secret");

    private static async Task<Results<Ok<WebhookWithSecret>, ProblemHttpResult>> HandleAsync(
        WebhookId id,
        IfMatch ifMatch,
        ClaimsPrincipal asker,
        HttpResponse response,
        ISessionFactory sessions,
        WebhookSecrets secrets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var secret = secrets.New();
        var decided = await sessions.DecideAsync<Webhook>(
            id.Value, ifMatch.Expected, webhook => RotateWebhookSecret.Decide(webhook, WebhookAccess.Of(asker), secret.Sealed, clock.GetUtcNow()), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        response.SetVersion(decided.State.Version);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new WebhookWithSecret(WebhookView.Of(decided.State), secret.Shown));
    }
}
