using BusinessFocus.Notification.Notices;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Notification.Delivery;

/// <summary>A delivery that this instance has claimed until its lease runs out.</summary>
/// <param name="TraceParent">W3C trace context of the request that led to it; null when there is none.</param>
public sealed record DueDelivery(Guid NoticeId, string? TraceParent);

/// <summary>
/// The deliveries that are to be made, and when: a row from the commit that wrote the letter until the recipient's
/// server has answered for good. Who claims one moves its due time past the lease, so that it comes due again by
/// itself when its carrier dies. On a channel the letters of one thread (see <see cref="NoticeIds"/>) go one after the other.
/// What one person waits for goes before what is for many, which has a share of its own, so that neither starves.
/// </summary>
public static class DueDeliveries
{
    public static Table Table { get; } = CreateTable();

    /// <summary>Of what is claimed at once, at least one in so many is for what goes to many, where there is any.</summary>
    private const int ShareForMany = 8;

    /// <summary>Puts a written notice in line, in the session's commit.</summary>
    /// <param name="at">When it may go.</param>
    public static void Enqueue(this IDocumentSession session, Notice notice, DateTimeOffset at) =>
        session.QueueSqlCommand(
            "insert into due_deliveries (id, channel, thread, due_at, trace_parent, for_many) values (?, ?, ?, ?, ?, ?)",
            notice.Id,
            notice.Channel,
            NoticeIds.Thread(notice),
            at.ToUniversalTime(),
            notice.TraceParent ?? "",
            KindRules.IsForMany(notice.Kind));

    /// <summary>Takes deliveries out of the line, in the session's commit.</summary>
    public static void Dequeue(this IDocumentSession session, IReadOnlyCollection<Guid> notices)
    {
        if (notices.Count > 0)
        {
            session.QueueSqlCommand("delete from due_deliveries where id = any(?)", notices.ToArray());
        }
    }

    /// <summary>Keeps couriers from these until the session's transaction ends.</summary>
    /// <returns>Those that nobody is just at.</returns>
    public static async Task<IReadOnlyList<Guid>> HoldDeliveriesAsync(
        this IDocumentSession session, IReadOnlyCollection<Guid> notices, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select id from due_deliveries where id = any($1) for update skip locked")
        {
            Parameters = { new() { Value = notices.ToArray() } },
        };
        var held = new List<Guid>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            held.Add(reader.GetGuid(0));
        }

        return held;
    }

    /// <summary>How many letters for many wait for their turn on the channel, counted up to <paramref name="most"/>.</summary>
    public static async Task<int> CountDueForManyAsync(
        this IQuerySession reads, string channel, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select count(*)::int from (select from due_deliveries where channel = $1 and for_many and due_at <= $2 limit $3) waiting")
        {
            Parameters = { new() { Value = channel }, new() { Value = now.ToUniversalTime() }, new() { Value = most } },
        };
        await using var reader = await reads.ExecuteReaderAsync(command, cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt32(0);
    }

    /// <summary>Lets a delivery come due at another time, in the session's commit.</summary>
    public static void Postpone(this IDocumentSession session, Guid notice, DateTimeOffset until) =>
        session.QueueSqlCommand("update due_deliveries set due_at = ? where id = ?", until.ToUniversalTime(), notice);

    /// <summary>Claims what is due, in the session's transaction; other instances claim others meanwhile.</summary>
    public static async Task<IReadOnlyList<DueDelivery>> ClaimAsync(
        this IDocumentSession session, string channel, int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with for_one as (
                select id
                from due_deliveries due
                where channel = $1 and not for_many and due_at <= $2
                    and not exists (
                        select from due_deliveries earlier
                        where earlier.thread = due.thread and earlier.channel = due.channel and earlier.position < due.position)
                order by due_at
                limit $4 - $5
                for update skip locked
            ), for_many as (
                select id
                from due_deliveries due
                where channel = $1 and for_many and due_at <= $2
                    and not exists (
                        select from due_deliveries earlier
                        where earlier.thread = due.thread and earlier.channel = due.channel and earlier.position < due.position)
                order by due_at
                limit $4 - (select count(*) from for_one)
                for update skip locked
            )
            update due_deliveries due
            set due_at = $3
            from (select id from for_one union all select id from for_many) claimed
            where due.id = claimed.id
            returning due.id, due.trace_parent
            """)
        {
            Parameters =
            {
                new() { Value = channel },
                new() { Value = now.ToUniversalTime() },
                new() { Value = (now + lease).ToUniversalTime() },
                new() { Value = most },
                new() { Value = most / ShareForMany },
            },
        };
        var due = new List<DueDelivery>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new DueDelivery(reader.GetGuid(0), reader.GetString(1) is { Length: > 0 } trace ? trace : null));
        }

        return due;
    }

    private static Table CreateTable()
    {
        var table = new Table("due_deliveries");
        table.AddColumn<Guid>("id").AsPrimaryKey();
        table.AddColumn<string>("channel").NotNull();
        table.AddColumn<Guid>("thread").NotNull();
        table.AddColumn("position", "bigserial").NotNull();
        table.AddColumn<DateTimeOffset>("due_at").NotNull();
        table.AddColumn<string>("trace_parent").NotNull();
        table.AddColumn<bool>("for_many").NotNull().DefaultValueByExpression("false");
        table.Indexes.Add(new IndexDefinition("due_deliveries_due") { Columns = ["channel", "for_many", "due_at"] });
        table.Indexes.Add(new IndexDefinition("due_deliveries_thread") { Columns = ["thread", "position"] });
        return table;
    }
}
