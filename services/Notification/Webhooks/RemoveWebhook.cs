using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>A webhook is told nothing more, and what was to be sent is forgotten.</summary>
public static class RemoveWebhook
{
    public static Decision Decide(Webhook webhook, WebhookAccess asker, DateTimeOffset now) =>
        asker.Decide(webhook, _ => Decision.Of(new WebhookRemoved(asker.By, now)));
}

/// <summary>
/// Ends a subscription; its deliveries are gone with it. 404 <c>no-such-webhook</c> also for one of somebody else, and for one that was removed
/// before.
/// </summary>
public static class RemoveWebhookEndpoint
{
    public static void MapRemoveWebhook(this RouteGroupBuilder api) =>
        api.MapDelete("/webhooks/{id}", HandleAsync)
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("removeWebhook")
            .WithSummary("Remove a webhook");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        WebhookId id, IfMatch ifMatch, ClaimsPrincipal asker, IDocumentSession session, IDocumentStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        session.QueueSqlCommand("delete from webhook_deliveries where webhook_id = ?", id.Value);
        session.QueueSqlCommand("delete from webhook_failures where id = ?", id.Value);
        var decided = await session.DecideAsync<Webhook>(
            id.Value, ifMatch.Expected, webhook => RemoveWebhook.Decide(webhook, WebhookAccess.Of(asker), clock.GetUtcNow()), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        // Before the commit: who has to be written to stands in what happened, and a removal is not repeated.
        await store.MaskAsync([id.Value], cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
