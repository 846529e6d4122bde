using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>A delivery that this instance has claimed until its lease runs out.</summary>
/// <param name="TraceParent">W3C trace context of the request that led to it; null when there is none.</param>
/// <param name="Domain">Of its address, in small letters; empty where it has none.</param>
/// <param name="Slot">When it may go by the rate limit of its domain; null where it was not given one.</param>
public sealed record DueDelivery(Guid NotificationId, string? TraceParent, string Domain, DateTimeOffset? Slot);

/// <summary>
/// Takes deliveries from the queue. Several instances share it without waiting for each other (competing consumers). Whoever claims one moves its
/// due time past the lease, so that it comes due again by itself when its worker dies. What one person waits for goes
/// before what is for many, which has a share of its own, so that neither starves.
/// </summary>
public static class ClaimedDeliveries
{
    /// <summary>Of what is claimed at once, at least one in so many is for what goes to many, where there is any.</summary>
    private const int ShareForMany = 8;

    /// <summary>Claims what is due, in the session's transaction; other instances claim others meanwhile. Of a paused channel nobody claims anything.</summary>
    public static async Task<IReadOnlyList<DueDelivery>> ClaimAsync(
        this IDocumentSession session, string channel, int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await session.ReadByIndexAsync(true, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with channel as (
                select not exists (select from mt_doc_channel_pause where id = $6 and data ->> 'pausedAt' is not null) as is_open
            ), for_one as (
                select id
                from due_deliveries due
                where (select is_open from channel) and channel = $1 and not for_many and due_at <= $2 and position = (
                    select min(earlier.position) from due_deliveries earlier where earlier.thread = due.thread and earlier.channel = due.channel)
                order by due_at
                limit $4 - $5
                for update skip locked
            ), for_many as (
                select id
                from due_deliveries due
                where (select is_open from channel) and channel = $1 and for_many and due_at <= $2 and position = (
                    select min(earlier.position) from due_deliveries earlier where earlier.thread = due.thread and earlier.channel = due.channel)
                order by due_at
                limit $4 - (select count(*) from for_one)
                for update skip locked
            )
            update due_deliveries due
            set due_at = $3
            where id = any(array(select id from for_one union all select id from for_many))
            returning due.id, due.trace_parent, due.domain, due.slot
            """)
        {
            Parameters =
            {
                new() { Value = channel },
                new() { Value = now.ToUniversalTime() },
                new() { Value = (now + lease).ToUniversalTime() },
                new() { Value = most },
                new() { Value = most / ShareForMany },
                new() { Value = ChannelPause.IdOf(channel) },
            },
        };
        var due = await session.ReadAsync(command, cancellationToken);
        await session.ReadByIndexAsync(false, cancellationToken);
        return due;
    }

    /// <summary>Claims this one, in the session's transaction, if it is still due.</summary>
    public static async Task<IReadOnlyList<DueDelivery>> ClaimAsync(
        this IDocumentSession session, Guid notification, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "update due_deliveries set due_at = $3 where id = $1 and due_at <= $2 returning id, trace_parent, domain, slot")
        {
            Parameters =
            {
                new() { Value = notification },
                new() { Value = now.ToUniversalTime() },
                new() { Value = (now + lease).ToUniversalTime() },
            },
        };
        return await session.ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<DueDelivery>> ReadAsync(
        this IDocumentSession session, NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var due = new List<DueDelivery>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new DueDelivery(
                reader.GetGuid(0),
                reader.GetString(1) is { Length: > 0 } trace ? trace : null,
                reader.GetString(2),
                await reader.IsDBNullAsync(3, cancellationToken) ? null : await reader.GetFieldValueAsync<DateTimeOffset>(3, cancellationToken)));
        }

        return due;
    }

    /// <summary>
    /// Lets a claim read the queue in order and stop when it has enough. PostgreSQL, which has mostly seen the queue empty, would
    /// read and sort all of it for each claim: 70 ms and more where thousands wait.
    /// </summary>
    private static async Task ReadByIndexAsync(this IDocumentSession session, bool alone, CancellationToken cancellationToken)
    {
        var others = alone ? "off" : "on";
        await using var command = new NpgsqlCommand(
            $"set local enable_seqscan = {others}; set local enable_bitmapscan = {others}; set local enable_sort = {others}");
        await session.ExecuteAsync(command, cancellationToken);
    }
}
