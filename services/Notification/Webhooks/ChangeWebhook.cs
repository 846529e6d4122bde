using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>A webhook gets another address, or is told of other things.</summary>
public static class ChangeWebhook
{
    public static Decision Decide(Webhook webhook, WebhookAccess asker, WebhookTarget target, DateTimeOffset now) => asker.Decide(webhook, its =>
        asker.RefuseTypes(target.Types) is { } refusal ? refusal
        : IsSame(its.Target!, target) ? Decision.Nothing
        : Decision.Of(new WebhookChanged(target, asker.By, now)));

    private static bool IsSame(WebhookTarget before, WebhookTarget after) =>
        before with { Types = after.Types } == after && before.Types.SequenceEqual(after.Types);
}

/// <summary>
/// Gives a webhook another address, other event types or another payload; all that is left out is as at the beginning. What waits to be sent goes to
/// the new address, as it was written. 404 <c>no-such-webhook</c> also for one of somebody else.
/// </summary>
public static class ChangeWebhookEndpoint
{
    public static void MapChangeWebhook(this RouteGroupBuilder api) =>
        api.MapPut("/webhooks/{id}", HandleAsync)
            .Validates<WebhookRequest>()
            .TakesBack<WebhookView>()
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("changeWebhook")
            .WithSummary("Change a webhook");

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> HandleAsync(
        WebhookId id,
        WebhookRequest request,
        IfMatch ifMatch,
        ClaimsPrincipal asker,
        HttpResponse response,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        (await sessions.DecideAsync<Webhook>(
            id.Value, ifMatch.Expected, webhook => ChangeWebhook.Decide(webhook, WebhookAccess.Of(asker), request.Target, clock.GetUtcNow()), cancellationToken)).Answer(response);

    /// <summary>The webhook as it is after a decision, or why not.</summary>
    internal static Results<Ok<WebhookView>, ProblemHttpResult> Answer(this DecisionResult<Webhook> decided, HttpResponse response)
    {
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        response.SetVersion(decided.State.Version);
        return TypedResults.Ok(WebhookView.Of(decided.State));
    }
}
