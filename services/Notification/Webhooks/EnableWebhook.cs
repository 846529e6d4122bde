using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>A webhook that was disabled is sent to again, from now on.</summary>
public static class EnableWebhook
{
    public static Decision Decide(Webhook webhook, WebhookAccess asker, DateTimeOffset now) =>
        asker.Decide(webhook, its => its.IsEnabled ? Decision.Nothing : Decision.Of(new WebhookEnabled(asker.By, now)));
}

/// <summary>
/// Lets a webhook that was disabled be sent to again. What happened meanwhile is not sent by itself: see <c>POST /webhooks/{id}/resend</c>. One that is
/// enabled stays as it is. 404 <c>no-such-webhook</c> also for one of somebody else.
/// </summary>
public static class EnableWebhookEndpoint
{
    public static void MapEnableWebhook(this RouteGroupBuilder api) =>
        api.MapPost("/webhooks/{id}/enable", HandleAsync)
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("enableWebhook")
            .WithSummary("Enable a webhook");

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> HandleAsync(
        WebhookId id, IfMatch ifMatch, ClaimsPrincipal asker, HttpResponse response, IDocumentSession session, TimeProvider clock, CancellationToken cancellationToken)
    {
        // It has as long as a new one before it is disabled again.
        session.QueueSqlCommand("delete from webhook_failures where id = ?", id.Value);
        var decided = await session.DecideAndSaveAsync<Webhook>(
            id.Value, ifMatch.Expected, webhook => EnableWebhook.Decide(webhook, WebhookAccess.Of(asker), clock.GetUtcNow()), cancellationToken);
        return decided.Answer(response);
    }
}
