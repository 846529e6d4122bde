using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>Who may have webhooks sees theirs: an association its own, organisers those of the organisers of the same municipality.</summary>
public static class ReadWebhooks
{
    public static void MapReadWebhooks(this RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", ListAsync)
            .Validates<PageQuery>()
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("listWebhooks")
            .WithSummary("List webhooks");
        api.MapGet("/webhooks/{id}", ReadAsync)
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("readWebhook")
            .WithSummary("Read a webhook");
    }

    /// <summary>The newest first. Secrets are not among what is shown.</summary>
    private static async Task<Ok<Page<WebhookView>>> ListAsync(
        [AsParameters] PageQuery page, ClaimsPrincipal asker, IQuerySession reads, CancellationToken cancellationToken)
    {
        var access = WebhookAccess.Of(asker);
        var found = reads.Query<Webhook>().Where(webhook => webhook.MatchesSql("d.data ->> 'target' is not null"));
        if (access.Association is { } association)
        {
            found = found.Where(webhook => webhook.Association == association);
        }

        if (access.Municipality is { } municipality)
        {
            found = found.Where(webhook => webhook.Municipality == municipality);
            found = access.Association is null ? found.Where(webhook => webhook.Association == null) : found;
        }

        if (page.KeyAs<Guid>() is { } after)
        {
            found = found.Where(webhook => webhook.Id < after);
        }

        // Their ids sort by time.
        var webhooks = await found.OrderByDescending(webhook => webhook.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var shown = page.Of(webhooks, webhook => webhook.Id.ToString());
        return TypedResults.Ok(new Page<WebhookView>([.. shown.Items.Select(WebhookView.Of)], shown.Next));
    }

    /// <summary>404 <c>no-such-webhook</c> also for one of somebody else.</summary>
    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> ReadAsync(
        WebhookId id, ClaimsPrincipal asker, HttpResponse response, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await WebhookAccess.Of(asker).FindAsync(reads, id, cancellationToken) is not { } webhook)
        {
            return WebhookProblems.NoSuchWebhook.ToAnswer();
        }

        response.SetVersion(webhook.Version);
        return TypedResults.Ok(WebhookView.Of(webhook));
    }
}
