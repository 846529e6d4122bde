using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Notices;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Notification.Delivery;

/// <summary>A delivery that this instance has claimed until its lease runs out.</summary>
/// <param name="TraceParent">W3C trace context of the request that led to it; null when there is none.</param>
/// <param name="Domain">Of its address, in small letters; empty where it has none.</param>
/// <param name="Slot">When it may go by the pace of its domain; null where it was not given one.</param>
public sealed record DueDelivery(Guid NoticeId, string? TraceParent, string Domain, DateTimeOffset? Slot);

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

    /// <summary>Slots given at once at most: so long others wait for the claim that gives them.</summary>
    private const int SlotsAtOnce = 10_000;

    /// <summary>Puts a written notice in line, in the session's commit.</summary>
    /// <param name="at">When it may go.</param>
    public static void Enqueue(this IDocumentSession session, Notice notice, DateTimeOffset at) =>
        session.QueueSqlCommand(
            "insert into due_deliveries (id, channel, thread, due_at, trace_parent, for_many, domain) values (?, ?, ?, ?, ?, ?, ?)",
            notice.Id,
            notice.Channel,
            NoticeIds.Thread(notice),
            at.ToUniversalTime(),
            notice.TraceParent ?? "",
            KindRules.Of(notice.Kind).IsForMany,
            DomainOf(notice.Recipient.Address));

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
        session.QueueSqlCommand("update due_deliveries set due_at = ?, slot = null where id = ?", until.ToUniversalTime(), notice);

    /// <summary>
    /// Gives slots to what a domain's pace held back of a claim, and to all else there that is due and has none, each once, so
    /// that none of it is looked at again before its slot; in the session's transaction.
    /// </summary>
    /// <param name="goneBefore">A slot before this has gone by.</param>
    /// <returns>How many slots were given.</returns>
    public static async Task<int> GiveSlotsAsync(
        this IDocumentSession session,
        string channel,
        string domain,
        IReadOnlyCollection<Guid> heldBack,
        Slots slots,
        DateTimeOffset now,
        DateTimeOffset goneBefore,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with waiting as (
                select id, for_many, position
                from due_deliveries
                where channel = $1 and domain = $2 and (id = any($3) or (due_at <= $4 and (slot is null or slot < $5)))
                order by for_many, position
                limit $8
                for update skip locked
            ), given as (
                select id, $6 + (row_number() over (order by for_many, position) - 1) * $7 as slot from waiting
            )
            update due_deliveries due
            set due_at = given.slot, slot = given.slot
            from given
            where due.id = given.id
            """)
        {
            Parameters =
            {
                new() { Value = channel },
                new() { Value = domain },
                new() { Value = heldBack.ToArray() },
                new() { Value = now.ToUniversalTime() },
                new() { Value = goneBefore.ToUniversalTime() },
                new() { Value = slots.First.ToUniversalTime() },
                new() { Value = slots.Every },
                new() { Value = SlotsAtOnce },
            },
        };
        var given = await session.ExecuteAsync(command, cancellationToken);
        session.LetOneGoFirst(channel, domain, slots.First, given);
        return given;
    }

    /// <summary>What one person waits for changes its new slot for the earlier one of what is for many, in the session's commit.</summary>
    private static void LetOneGoFirst(this IDocumentSession session, string channel, string domain, DateTimeOffset givenFrom, int most) =>
        session.QueueSqlCommand(
            """
            with for_one as (
                select id, slot, row_number() over (order by slot) as place
                from due_deliveries
                where channel = ? and domain = ? and not for_many and slot >= ?
            ), for_many as (
                select id, slot, row_number() over (order by slot) as place
                from (
                    select id, slot from due_deliveries
                    where channel = ? and domain = ? and for_many and slot = due_at and slot < ?
                    order by slot limit ? for update skip locked
                ) earliest
            ), changed as (
                select for_one.id as one, for_one.slot as later, for_many.id as other, for_many.slot as earlier
                from for_one join for_many using (place)
            )
            update due_deliveries due
            set due_at = each.slot, slot = each.slot
            from (select one as id, earlier as slot from changed union all select other, later from changed) each
            where due.id = each.id
            """,
            channel,
            domain,
            givenFrom.ToUniversalTime(),
            channel,
            domain,
            givenFrom.ToUniversalTime(),
            most);

    /// <summary>The last slot that is given at each domain.</summary>
    public static async Task<IReadOnlyList<(string Domain, DateTimeOffset Slot)>> LastSlotsAsync(
        this IQuerySession session, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select domain, max(slot) from due_deliveries where channel = $1 and slot > $2 group by domain")
        {
            Parameters = { new() { Value = channel }, new() { Value = now.ToUniversalTime() } },
        };
        var last = new List<(string, DateTimeOffset)>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            last.Add((reader.GetString(0), await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken)));
        }

        return last;
    }

    /// <summary>Claims what is due, in the session's transaction; other instances claim others meanwhile.</summary>
    public static async Task<IReadOnlyList<DueDelivery>> ClaimAsync(
        this IDocumentSession session, string channel, int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await session.ReadByIndexAsync(true, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with for_one as (
                select id
                from due_deliveries due
                where channel = $1 and not for_many and due_at <= $2 and position = (
                    select min(earlier.position) from due_deliveries earlier where earlier.thread = due.thread and earlier.channel = due.channel)
                order by due_at
                limit $4 - $5
                for update skip locked
            ), for_many as (
                select id
                from due_deliveries due
                where channel = $1 and for_many and due_at <= $2 and position = (
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
            },
        };
        var due = await session.ReadAsync(command, cancellationToken);
        await session.ReadByIndexAsync(false, cancellationToken);
        return due;
    }

    /// <summary>Claims this one, in the session's transaction, if it is still due.</summary>
    public static async Task<IReadOnlyList<DueDelivery>> ClaimAsync(
        this IDocumentSession session, Guid notice, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "update due_deliveries set due_at = $3 where id = $1 and due_at <= $2 returning id, trace_parent, domain, slot")
        {
            Parameters =
            {
                new() { Value = notice },
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
    /// Lets a claim read the line in order and stop when it has enough. PostgreSQL, which has mostly seen the line empty, would
    /// read and sort all of it for each claim: 70 ms and more where thousands wait.
    /// </summary>
    private static async Task ReadByIndexAsync(this IDocumentSession session, bool alone, CancellationToken cancellationToken)
    {
        var others = alone ? "off" : "on";
        await using var command = new NpgsqlCommand(
            $"set local enable_seqscan = {others}; set local enable_bitmapscan = {others}; set local enable_sort = {others}");
        await session.ExecuteAsync(command, cancellationToken);
    }

    private static string DomainOf(string address) => address.LastIndexOf('@') is var at and >= 0 ? address[(at + 1)..].ToLowerInvariant() : "";

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
        table.AddColumn<string>("domain").NotNull().DefaultValueByString("");
        table.AddColumn<DateTimeOffset>("slot");
        table.Indexes.Add(new IndexDefinition("due_deliveries_due") { Columns = ["channel", "for_many", "due_at"] });
        table.Indexes.Add(new IndexDefinition("due_deliveries_slots") { Columns = ["channel", "domain", "slot"], Predicate = "slot is not null" });
        table.Indexes.Add(new IndexDefinition("due_deliveries_thread") { Columns = ["thread", "position"] });
        return table;
    }
}
