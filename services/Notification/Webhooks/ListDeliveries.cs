using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>What was told to a webhook, or is to be.</summary>
/// <param name="Id">Of the delivery.</param>
/// <param name="MessageId">The header <c>webhook-id</c>: the same at every repeat, and for all webhooks that are told.</param>
/// <param name="Type">Of the event, for instance "activity.changed".</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">How often it was sent, since it was to be sent anew.</param>
/// <param name="Body">What is sent: JSON, as text, because the signature is of each byte.</param>
/// <param name="CreatedAt">UTC: when we heard of the event.</param>
/// <param name="AttemptedAt">UTC: when it was sent last; left out before that.</param>
/// <param name="NextAt">UTC: when it is sent next; left out where it is not.</param>
/// <param name="Status">Of the last answer; left out where there was none.</param>
/// <param name="Answer">The beginning of the last answer, at most 1,000 characters, or why there was none.</param>
/// <param name="Seconds">How long the last answer took.</param>
public sealed record WebhookDeliveryView(
    WebhookDeliveryId Id,
    Guid MessageId,
    string Type,
    WebhookDeliveryState State,
    int Attempts,
    string Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AttemptedAt,
    DateTimeOffset? NextAt,
    int? Status,
    string? Answer,
    double? Seconds);

/// <summary>Who has a webhook sees what was told to it, and what came of it.</summary>
public static class ListDeliveries
{
    /// <param name="State">Only those that have come so far: pending, delivered, failed or held; left out, all.</param>
    public sealed record Filter([FromQuery(Name = "state")] string? State);

    public sealed class FilterValidator : AbstractValidator<Filter>
    {
        public FilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<WebhookDeliveryState>.All);
    }

    private const string Columns = "id, message_id, type, state, attempts, body, created_at, attempted_at, due_at, status, answer, seconds";

    public static void MapListDeliveries(this RouteGroupBuilder api) =>
        api.MapGet("/webhooks/{id}/deliveries", HandleAsync)
            .Validates<PageQuery>()
            .Validates<Filter>()
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .WithName("listWebhookDeliveries")
            .WithSummary("List the deliveries of a webhook");

    /// <summary>The newest first, of the last 30 days. 404 <c>no-such-webhook</c> also for one of somebody else.</summary>
    private static async Task<Results<Ok<Page<WebhookDeliveryView>>, ProblemHttpResult>> HandleAsync(
        WebhookId id, [AsParameters] Filter filter, [AsParameters] PageQuery page, ClaimsPrincipal asker, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await WebhookAccess.Of(asker).FindAsync(reads, id, cancellationToken) is null)
        {
            return WebhookProblems.NoSuchWebhook.ToAnswer();
        }

        var (at, last) = page.Key is { } key ? MomentCursor.Read(key) : (DateTimeOffset.MaxValue, Guid.Empty);
        await using var command = new NpgsqlCommand(
            $"""
            select {Columns} from webhook_deliveries
            where webhook_id = $1 and (created_at, id) < ($2, $3) and ($4 = '' or state = $4)
            order by created_at desc, id desc limit $5
            """)
        {
            Parameters =
            {
                new() { Value = id.Value },
                new() { Value = at.ToUniversalTime() },
                new() { Value = last },
                new() { Value = filter.State is { } state ? EnumNames<WebhookDeliveryState>.All[state].ToString() : "" },
                new() { Value = page.Size + 1 },
            },
        };
        var found = await ReadAsync(reads, command, cancellationToken);
        return TypedResults.Ok(page.Of(found, delivery => MomentCursor.Of(delivery.CreatedAt, delivery.Id.Value)));
    }

    /// <summary>One of a webhook; null where it has none of that id.</summary>
    internal static async Task<WebhookDeliveryView?> FindDeliveryAsync(this IQuerySession reads, WebhookId webhook, WebhookDeliveryId delivery, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from webhook_deliveries where webhook_id = $1 and id = $2")
        {
            Parameters = { new() { Value = webhook.Value }, new() { Value = delivery.Value } },
        };
        return (await ReadAsync(reads, command, cancellationToken)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<WebhookDeliveryView>> ReadAsync(IQuerySession reads, NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var found = new List<WebhookDeliveryView>();
        await using var reader = await reads.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var state = Enum.Parse<WebhookDeliveryState>(reader.GetString(3));
            found.Add(new WebhookDeliveryView(
                new WebhookDeliveryId(reader.GetGuid(0)),
                reader.GetGuid(1),
                reader.GetString(2),
                state,
                reader.GetInt32(4),
                reader.GetString(5),
                await reader.GetFieldValueAsync<DateTimeOffset>(6, cancellationToken),
                await reader.GetFieldValueAsync<DateTimeOffset?>(7, cancellationToken),
                state == WebhookDeliveryState.Pending ? await reader.GetFieldValueAsync<DateTimeOffset>(8, cancellationToken) : null,
                await reader.GetFieldValueAsync<int?>(9, cancellationToken),
                await reader.IsDBNullAsync(10, cancellationToken) ? null : reader.GetString(10),
                await reader.GetFieldValueAsync<double?>(11, cancellationToken)));
        }

        return found;
    }
}
