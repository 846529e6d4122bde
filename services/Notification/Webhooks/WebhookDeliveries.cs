using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Notifications.Webhooks;

[JsonConverter(typeof(IdJson<WebhookDeliveryId>))]
public readonly record struct WebhookDeliveryId(Guid Value) : IId<WebhookDeliveryId>
{
    public static WebhookDeliveryId New() => new(Guid.CreateVersion7());
    public static WebhookDeliveryId From(Guid value) => new(value);
    public static bool TryParse(string? text, out WebhookDeliveryId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>How far a delivery has come.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is to be sent, or sent again.</summary>
    Pending,

    /// <summary>The receiver answered 2xx.</summary>
    Delivered,

    /// <summary>It was tried for three days, or refused for good. It can be sent again.</summary>
    Failed,

    /// <summary>It happened while the webhook was disabled. It can be sent again.</summary>
    Held,
}

/// <summary>A delivery that is to be sent.</summary>
/// <param name="MessageId">The <c>webhook-id</c>: the same at every repeat.</param>
/// <param name="Attempts">How often it was sent before.</param>
/// <param name="ClaimedUntil">UTC: who has it until then; it tells claims apart.</param>
public sealed record DueWebhookDelivery(Guid Id, Guid WebhookId, Guid MessageId, string Type, string Body, string? TraceParent, int Attempts, DateTimeOffset ClaimedUntil);

/// <summary>What came of one attempt.</summary>
/// <param name="NextAt">UTC: when it is tried again; null where it is not.</param>
/// <param name="Status">Of the answer; null where there was none.</param>
/// <param name="Answer">The beginning of the answer, or why there was none.</param>
public sealed record WebhookAttempt(
    DueWebhookDelivery Delivery, WebhookDeliveryState State, DateTimeOffset At, DateTimeOffset? NextAt, int? Status, string Answer, TimeSpan Took);

/// <summary>
/// What is told to which webhook: a row from the commit that took in the message, for as long as deliveries can be looked at. No stream: what
/// happened to a delivery is of use for days, and there can be many of them.
/// </summary>
public static class WebhookDeliveries
{
    public static Table Table { get; } = CreateTable();

    /// <summary>Since when nothing has arrived at a webhook, while nothing does.</summary>
    public static Table Failures { get; } = CreateFailures();

    /// <summary>
    /// One row for each webhook that is to hear of it, in the session's commit; a message that comes again makes none. Whether somebody is to hear
    /// of it goes by what Notification knows of the activity, where the message itself does not say, and else of the edition. Where nothing is known
    /// of whose it is, only those hear of it who hear of all municipalities, as with calls.
    /// </summary>
    /// <param name="municipality">Whose editions are that do not say it.</param>
    public static void TellWebhooks(
        this IDocumentOperations session, EventType type, PublicEvent told, Guid messageId, string thin, string full, string? traceParent, string municipality, DateTimeOffset now) =>
        session.QueueSqlCommand(
            """
            insert into webhook_deliveries (id, webhook_id, message_id, type, body, trace_parent, state, due_at, created_at)
            select gen_random_uuid(), webhook.id, ?, ?, case webhook.target ->> 'payload' when 'Full' then ? else ? end, ?,
                case when webhook.data ->> 'disabledBecause' is null then 'Pending' else 'Held' end, ?, ?
            from (
                select d.id, d.data, d.data -> 'target' as target, activity.data -> 'activity' as about
                from mt_doc_webhook d
                left join mt_doc_knownactivity activity on activity.id = ?
                where d.data -> 'target' -> 'types' @> to_jsonb(?::text)
            ) webhook
            where (webhook.data ->> 'municipality' is null
                    or webhook.data ->> 'municipality' = coalesce(
                        ?::text,
                        case when webhook.about is not null then coalesce(webhook.about ->> 'municipality', ?) end,
                        (
                            select coalesce(known.data -> 'activity' ->> 'municipality', ?) from mt_doc_knownactivity known
                            where known.data -> 'activity' ->> 'editionId' = ?
                            order by known.data -> 'activity' ->> 'municipality' limit 1
                        )))
                and (webhook.data ->> 'association' is null
                    or webhook.data ->> 'association' = ?
                    or (? and ? and coalesce((webhook.about ->> 'isListed')::boolean, true)))
            on conflict (webhook_id, message_id) do nothing
            """,
            messageId,
            type.Name,
            full,
            thin,
            traceParent ?? "",
            now.ToUniversalTime(),
            now.ToUniversalTime(),
            told.ActivityId?.Value ?? Guid.Empty,
            type.Name,
            told.Municipality is { } said ? said.Name ?? municipality : (object)DBNull.Value,
            municipality,
            municipality,
            told.EditionId?.ToString() ?? "",
            told.Association ?? "",
            type.IsForAssociations,
            told.IsListed);

    /// <summary>Claims what is due: of each webhook the oldest first, and not more than <paramref name="ofOne"/>; no webhook is always the first.</summary>
    /// <param name="but">Webhooks that have enough under way.</param>
    public static async Task<IReadOnlyList<DueWebhookDelivery>> ClaimAsync(
        this NpgsqlDataSource database, int most, int ofOne, IReadOnlyCollection<Guid> but, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            with due as (
                select delivery.id
                from (
                    select id from mt_doc_webhook
                    where data ->> 'disabledBecause' is null and data ->> 'target' is not null and not id = any($2)
                    order by random()
                ) webhook
                cross join lateral (
                    select id from webhook_deliveries
                    where webhook_id = webhook.id and state = 'Pending' and due_at <= $1 and coalesce(claimed_until, '-infinity') < $1
                    order by due_at, id limit $3 for update skip locked
                ) delivery
                limit $4
            )
            update webhook_deliveries set claimed_until = $5 from due where webhook_deliveries.id = due.id
            returning webhook_deliveries.id, webhook_id, message_id, type, body, trace_parent, attempts
            """);
        command.Parameters.AddRange(Values(now, but.ToArray(), ofOne, most, until));
        var claimed = new List<DueWebhookDelivery>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(new DueWebhookDelivery(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3), reader.GetString(4), reader.GetString(5) is { Length: > 0 } trace ? trace : null, reader.GetInt32(6), until));
        }

        return claimed;
    }

    /// <summary>Stores what came of attempts, those that are still ours; and since when each webhook hears nothing.</summary>
    /// <returns>The webhooks that have heard nothing since before <paramref name="failingSince"/>.</returns>
    public static async Task<IReadOnlyList<Guid>> RecordAsync(
        this NpgsqlDataSource database, IReadOnlyList<WebhookAttempt> attempts, DateTimeOffset failingSince, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var record = new NpgsqlCommand(
            """
            update webhook_deliveries set
                state = attempt.state, attempts = attempts + 1, attempted_at = attempt.at, due_at = coalesce(attempt.next_at, due_at),
                status = attempt.status, answer = attempt.answer, seconds = attempt.seconds, claimed_until = null
            from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::text[], $8::float8[])
                as attempt (id, claimed_until, state, at, next_at, status, answer, seconds)
            where webhook_deliveries.id = attempt.id and webhook_deliveries.claimed_until = attempt.claimed_until
            """,
            connection,
            transaction))
        {
            record.Parameters.AddRange(Values(
                attempts.Select(attempt => attempt.Delivery.Id).ToArray(),
                attempts.Select(attempt => attempt.Delivery.ClaimedUntil).ToArray(),
                attempts.Select(attempt => attempt.State.ToString()).ToArray(),
                attempts.Select(attempt => attempt.At).ToArray(),
                attempts.Select(attempt => attempt.NextAt).ToArray(),
                attempts.Select(attempt => attempt.Status).ToArray(),
                attempts.Select(attempt => attempt.Answer).ToArray(),
                attempts.Select(attempt => attempt.Took.TotalSeconds).ToArray()));
            await record.ExecuteNonQueryAsync(cancellationToken);
        }

        var arrived = attempts.Where(attempt => attempt.State == WebhookDeliveryState.Delivered).Select(attempt => attempt.Delivery.WebhookId).ToHashSet();
        var failed = attempts.Where(attempt => !arrived.Contains(attempt.Delivery.WebhookId)).GroupBy(attempt => attempt.Delivery.WebhookId).ToList();
        await using (var recover = new NpgsqlCommand("delete from webhook_failures where id = any($1)", connection, transaction))
        {
            recover.Parameters.AddRange(Values(arrived.ToArray()));
            await recover.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var fail = new NpgsqlCommand(
            """
            with failing as (
                insert into webhook_failures (id, since) select * from unnest($1::uuid[], $2::timestamptz[]) on conflict (id) do nothing
            )
            select id from webhook_failures where id = any($1) and since <= $3
            """,
            connection,
            transaction);
        fail.Parameters.AddRange(Values(
            failed.Select(webhook => webhook.Key).ToArray(), failed.Select(webhook => webhook.Min(attempt => attempt.At)).ToArray(), failingSince));
        var silent = new List<Guid>();
        await using (var reader = await fail.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                silent.Add(reader.GetGuid(0));
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return silent;
    }

    private static NpgsqlParameter[] Values(params object[] values) => [.. values.Select(value => new NpgsqlParameter { Value = Utc(value) })];

    private static object Utc(object value) => value switch
    {
        DateTimeOffset moment => moment.ToUniversalTime(),
        DateTimeOffset[] moments => moments.Select(moment => moment.ToUniversalTime()).ToArray(),
        DateTimeOffset?[] moments => moments.Select(moment => moment?.ToUniversalTime()).ToArray(),
        _ => value,
    };

    private static Table CreateTable()
    {
        var table = new Table("webhook_deliveries");
        table.AddColumn<Guid>("id").AsPrimaryKey();
        table.AddColumn<Guid>("webhook_id").NotNull();
        table.AddColumn<Guid>("message_id").NotNull();
        table.AddColumn<string>("type").NotNull();
        table.AddColumn<string>("body").NotNull();
        table.AddColumn<string>("trace_parent").NotNull();
        table.AddColumn<string>("state").NotNull();
        table.AddColumn<int>("attempts").NotNull().DefaultValueByExpression("0");
        table.AddColumn<DateTimeOffset>("due_at").NotNull();
        table.AddColumn<DateTimeOffset>("created_at").NotNull();
        table.AddColumn<DateTimeOffset>("attempted_at");
        table.AddColumn<DateTimeOffset>("claimed_until");
        table.AddColumn<int>("status");
        table.AddColumn<string>("answer");
        table.AddColumn("seconds", "double precision");
        table.Indexes.Add(new IndexDefinition("webhook_deliveries_once") { Columns = ["webhook_id", "message_id"], IsUnique = true });
        table.Indexes.Add(new IndexDefinition("webhook_deliveries_due") { Columns = ["webhook_id", "due_at"], Predicate = "state = 'Pending'" });
        table.Indexes.Add(new IndexDefinition("webhook_deliveries_listed") { Columns = ["webhook_id", "created_at", "id"] });
        table.Indexes.Add(new IndexDefinition("webhook_deliveries_kept") { Columns = ["created_at"] });
        return table;
    }

    private static Table CreateFailures()
    {
        var table = new Table("webhook_failures");
        table.AddColumn<Guid>("id").AsPrimaryKey();
        table.AddColumn<DateTimeOffset>("since").NotNull();
        return table;
    }
}
