using System.Data.Common;
using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>Deliveries are sent again, one by one or all from a time, under the same <c>webhook-id</c>.</summary>
public static class ResendDeliveries
{
    /// <summary>From when deliveries are sent again.</summary>
    /// <param name="From">With a time zone; not in the future. What happened then or later is sent again.</param>
    /// <param name="Delivered">Whether what has arrived is sent again too; no where it is left out.</param>
    public sealed record Request(DateTimeOffset From, bool Delivered = false);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator(TimeProvider clock) => RuleFor(request => request.From)
            .Must(from => from <= clock.GetUtcNow())
            .WithMessage(_ => Languages.Choose("Inte i framtiden.", "Not in the future."));
    }

    /// <param name="webhook">One of the asker's; null where they have none of that id.</param>
    /// <returns>Why not; null where they can be sent.</returns>
    public static Problem? Decide(Webhook? webhook) =>
        webhook is null ? WebhookProblems.NoSuchWebhook
        : webhook.IsEnabled ? null
        : WebhookProblems.Disabled;
}

/// <summary>The endpoints of <see cref="ResendDeliveries"/>.</summary>
public static class ResendDeliveriesEndpoints
{
    private const string Anew = "update webhook_deliveries set state = 'Pending', attempts = 0, due_at = $2, claimed_until = null";

    /// <summary>How many deliveries are sent again.</summary>
    /// <param name="Deliveries">How many.</param>
    public sealed record Resent(int Deliveries);

    public static void MapResendDeliveries(this RouteGroupBuilder api)
    {
        api.MapPost("/webhooks/{id}/deliveries/{deliveryId}/resend", ResendOneAsync)
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("resendWebhookDelivery")
            .WithSummary("Send a delivery again");
        api.MapPost("/webhooks/{id}/resend", ResendFromAsync)
            .Validates<ResendDeliveries.Request>()
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .Audited()
            .WithName("resendWebhookDeliveries")
            .WithSummary("Send deliveries again from a time");
    }

    /// <summary>
    /// Sends a delivery once more, whatever has come of it, and tries for three days as with a new one. 404 <c>no-such-webhook</c> also for one of
    /// somebody else, and <c>no-such-webhook-delivery</c>; 409 <c>webhook-disabled</c>.
    /// </summary>
    /// <param name="deliveryId">Of the delivery, as the list has it.</param>
    private static async Task<Results<Accepted<WebhookDeliveryView>, ProblemHttpResult>> ResendOneAsync(
        WebhookId id, WebhookDeliveryId deliveryId, ClaimsPrincipal asker, IQuerySession reads, NpgsqlDataSource database, WebhookWakeup wakeup, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (ResendDeliveries.Decide(await WebhookAccess.Of(asker).FindAsync(reads, id, cancellationToken)) is { } problem)
        {
            return problem.ToAnswer();
        }

        await ExecuteAsync(database, $"{Anew} where webhook_id = $1 and id = $3", cancellationToken, id.Value, clock.GetUtcNow(), deliveryId.Value);
        wakeup.Pulse();
        return await reads.FindDeliveryAsync(id, deliveryId, cancellationToken) is { } delivery
            ? TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", delivery)
            : WebhookProblems.NoSuchDelivery.ToAnswer();
    }

    /// <summary>
    /// Sends again all that happened from a time on and did not arrive: what failed, and what happened while the webhook was disabled; what arrived
    /// too, where that is asked for. 404 <c>no-such-webhook</c> also for one of somebody else; 409 <c>webhook-disabled</c>.
    /// </summary>
    private static async Task<Results<Accepted<Resent>, ProblemHttpResult>> ResendFromAsync(
        WebhookId id,
        ResendDeliveries.Request request,
        ClaimsPrincipal asker,
        IQuerySession reads,
        NpgsqlDataSource database,
        WebhookWakeup wakeup,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (ResendDeliveries.Decide(await WebhookAccess.Of(asker).FindAsync(reads, id, cancellationToken)) is { } problem)
        {
            return problem.ToAnswer();
        }

        var resent = await ExecuteAsync(
            database,
            $"{Anew} where webhook_id = $1 and created_at >= $3 and (state in ('Failed', 'Held') or ($4 and state = 'Delivered'))",
            cancellationToken,
            id.Value,
            clock.GetUtcNow(),
            request.From.ToUniversalTime(),
            request.Delivered);
        wakeup.Pulse();
        return TypedResults.Accepted($"/api/v1/webhooks/{id}/deliveries", new Resent(resent));
    }

    private static async Task<int> ExecuteAsync(NpgsqlDataSource database, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using DbCommand command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
