using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// Sends an event of the type <c>webhook.test</c>, as any other is sent: what comes of it stands among the deliveries. 404 <c>no-such-webhook</c> also
/// for one of somebody else; 409 <c>webhook-disabled</c>.
/// </summary>
public static class SendTestEndpoint
{
    public static void MapSendTest(this RouteGroupBuilder api) =>
        api.MapPost("/webhooks/{id}/test", HandleAsync)
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("testWebhook")
            .WithSummary("Send a webhook something to try it out");

    private static async Task<Results<Accepted<WebhookDeliveryView>, ProblemHttpResult>> HandleAsync(
        WebhookId id, ClaimsPrincipal asker, IDocumentSession session, WebhookBodies bodies, WebhookWakeup wakeup, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (ResendDeliveries.Decide(await WebhookAccess.Of(asker).FindAsync(session, id, cancellationToken)) is { } problem)
        {
            return problem.ToAnswer();
        }

        var (delivery, now) = (WebhookDeliveryId.New(), clock.GetUtcNow());
        session.QueueSqlCommand(
            """
            insert into webhook_deliveries (id, webhook_id, message_id, type, body, trace_parent, state, due_at, created_at)
            values (?, ?, ?, ?, ?, ?, 'Pending', ?, ?)
            """,
            delivery.Value,
            id.Value,
            Guid.CreateVersion7(),
            EventTypes.Test,
            bodies.Write(EventTypes.Test, now, new Dictionary<string, object?> { ["webhookId"] = id }),
            System.Diagnostics.Activity.Current?.Id ?? "",
            now.ToUniversalTime(),
            now.ToUniversalTime());
        await session.SaveChangesAsync(cancellationToken);
        wakeup.Pulse();
        return TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", await session.FindDeliveryAsync(id, delivery, cancellationToken));
    }
}
