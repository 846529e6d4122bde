using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Rendering;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>
/// The deliveries that are to be made, and when: a row from the commit that wrote the letter until the recipient's
/// server has answered for good. On a channel the letters of one thread (see <see cref="NotificationIds"/>) go one after the other.
/// </summary>
public static class DueDeliveries
{
    public static Table Table { get; } = CreateTable();

    /// <summary>Puts a written notification in the queue, in the session's commit. What is delayed in its thread goes before it, and no later.</summary>
    /// <param name="at">When it may go.</param>
    /// <param name="isDelayed">It could go now, and waits for what may be told with it: it holds up nothing else.</param>
    public static void Enqueue(this IDocumentSession session, Notification notification, DateTimeOffset at, bool isDelayed = false)
    {
        var (thread, isForMany) = (NotificationIds.Thread(notification), KindRules.Of(notification.Kind).IsForMany);

        // Only changes of a registration are delayed, and what goes to many is in no thread with them.
        if (!isForMany)
        {
            session.EndDelays(notification.Channel, thread, at);
        }

        session.QueueSqlCommand(
            "insert into due_deliveries (id, channel, thread, due_at, trace_parent, for_many, domain, delayed_until) values (?, ?, ?, ?, ?, ?, ?, case when ? then ? end)",
            notification.Id,
            notification.Channel,
            thread,
            at.ToUniversalTime(),
            notification.TraceParent ?? "",
            isForMany,
            DomainOf(notification.Recipient.Address),
            isDelayed,
            at.ToUniversalTime());
    }

    /// <summary>Until when these were delayed when they were written, as far as they were.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> DelayedUntilAsync(
        this IDocumentSession session, IEnumerable<Guid> notifications, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select id, delayed_until from due_deliveries where id = any($1) and delayed_until is not null")
        {
            Parameters = { new() { Value = notifications.ToArray() } },
        };
        var delayed = new Dictionary<Guid, DateTimeOffset>();
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            delayed[reader.GetGuid(0)] = await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken);
        }

        return delayed;
    }

    /// <summary>Takes deliveries out of the queue, in the session's commit.</summary>
    public static void Dequeue(this IDocumentSession session, IReadOnlyCollection<Guid> notifications)
    {
        if (notifications.Count > 0)
        {
            session.QueueSqlCommand("delete from due_deliveries where id = any(?)", notifications.ToArray());
        }
    }

    /// <summary>Takes deliveries out of the queue for good, and their letters with them, in the session's commit.</summary>
    public static void DequeueWithLetters(this IDocumentSession session, IReadOnlyCollection<Guid> notifications)
    {
        if (notifications.Count > 0)
        {
            var ids = notifications.ToArray();
            session.Dequeue(ids);
            session.DeleteWhere<RenderedMessage>(letter => letter.Id.IsOneOf(ids));
        }
    }

    /// <summary>Keeps workers from these until the session's transaction ends.</summary>
    /// <returns>Those that nobody is just sending.</returns>
    public static async Task<IReadOnlyList<Guid>> HoldDeliveriesAsync(
        this IDocumentSession session, IReadOnlyCollection<Guid> notifications, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select id from due_deliveries where id = any($1) for update skip locked")
        {
            Parameters = { new() { Value = notifications.ToArray() } },
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
    public static void Postpone(this IDocumentSession session, Guid notification, DateTimeOffset until) =>
        session.QueueSqlCommand("update due_deliveries set due_at = ?, slot = null where id = ?", until.ToUniversalTime(), notification);

    /// <summary>What a worker is at, or the server could not take, has another due time than the one it was delayed to, and keeps it.</summary>
    private static void EndDelays(this IDocumentSession session, string channel, Guid thread, DateTimeOffset at) =>
        session.QueueSqlCommand(
            "update due_deliveries set due_at = ? where thread = ? and channel = ? and due_at = delayed_until and due_at > ?",
            at.ToUniversalTime(),
            thread,
            channel,
            at.ToUniversalTime());

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
        table.AddColumn<DateTimeOffset>("delayed_until");
        table.Indexes.Add(new IndexDefinition("due_deliveries_due") { Columns = ["channel", "for_many", "due_at"] });
        table.Indexes.Add(new IndexDefinition("due_deliveries_slots") { Columns = ["channel", "domain", "slot"], Predicate = "slot is not null" });
        table.Indexes.Add(new IndexDefinition("due_deliveries_thread") { Columns = ["thread", "position"] });
        return table;
    }
}
