using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>Somebody wants to be told of what happens.</summary>
public static class Subscribe
{
    public const int Most = 50;

    /// <param name="had">How many who asks has already.</param>
    public static Decision Decide(WebhookId id, WebhookAccess asker, WebhookTarget target, int had, byte[] sealedSecret, DateTimeOffset now) =>
        had >= Most ? WebhookProblems.TooMany.With("most", Most)
        : asker.RefuseTypes(target.Types) is { } refusal ? refusal
        : Decision.Of(new WebhookSubscribed(id, target, asker.By, asker.Association, asker.Municipality, sealedSecret, now));
}

/// <summary>
/// Subscribes an address to event types: it is told of what happens from then on. The answer has the secret that deliveries are signed with, shown
/// this once; an Idempotency-Key is not looked at here. 409 <c>too-many-webhooks</c> from the fifty-first. For organisers, and for associations
/// as far as event types are for them.
/// </summary>
public static class SubscribeEndpoint
{
    public static void MapSubscribe(this RouteGroupBuilder api) =>
        api.MapPost("/webhooks", HandleAsync)
            .Validates<WebhookRequest>()
            .WithoutIdempotencyKey()
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("subscribeWebhook")
            .WithSummary("Subscribe to events");

    private static async Task<Results<Created<WebhookWithSecret>, ProblemHttpResult>> HandleAsync(
        WebhookRequest request,
        ClaimsPrincipal asker,
        HttpResponse response,
        IDocumentSession session,
        WebhookSecrets secrets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (id, access, secret) = (WebhookId.New(), WebhookAccess.Of(asker), secrets.New());
        var had = await session.Query<Webhook>()
            .Where(webhook => webhook.By == access.By && webhook.MatchesSql("d.data ->> 'target' is not null"))
            .CountAsync(cancellationToken);
        var decision = Subscribe.Decide(id, access, request.Target, had, secret.Sealed, clock.GetUtcNow());
        if (decision.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        session.Events.StartStream<Webhook>(id.Value, decision.Events);
        await session.SaveChangesAsync(cancellationToken);
        var webhook = States.After<Webhook>(decision.Events) with { Id = id.Value };
        response.SetVersion(webhook.Version);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/webhooks/{id}", new WebhookWithSecret(WebhookView.Of(webhook), secret.Shown));
    }
}
