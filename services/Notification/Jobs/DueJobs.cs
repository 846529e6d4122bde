using System.Data.Common;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Notifications.Jobs;

/// <summary>Something that is to happen at a time.</summary>
/// <param name="Kind">What: names an <see cref="IScheduledJob"/>.</param>
/// <param name="Subject">About what.</param>
/// <param name="DueAt">UTC.</param>
/// <param name="After">How far it has come, where it is done piece by piece; null at the beginning.</param>
public sealed record DueJob(string Kind, Guid Subject, DateTimeOffset DueAt, Guid? After = null);

/// <summary>
/// What is to happen at a time, and when: a row per kind and subject, set and taken back in the commits of what decides it. So
/// it survives restarts; the instance that gets the row's lock does it, and the others find it done.
/// </summary>
public static class DueJobs
{
    public static Table Table { get; } = CreateTable();

    /// <summary>Sets it, or sets it anew from the beginning, in the session's commit.</summary>
    public static void ScheduleJob(this IDocumentSession session, string kind, Guid subject, DateTimeOffset dueAt) =>
        session.QueueSqlCommand(
            """
            insert into due_dates (kind, subject, due_at) values (?, ?, ?)
            on conflict (kind, subject) do update set due_at = excluded.due_at, after = null
            """,
            kind,
            subject,
            dueAt.ToUniversalTime());

    /// <summary>Sets it where it is not set yet, in the session's commit.</summary>
    public static void ScheduleFirstJob(this IDocumentSession session, string kind, Guid subject, DateTimeOffset dueAt) =>
        session.QueueSqlCommand(
            "insert into due_dates (kind, subject, due_at) values (?, ?, ?) on conflict (kind, subject) do nothing",
            kind,
            subject,
            dueAt.ToUniversalTime());

    /// <summary>It is no longer to happen, in the session's commit.</summary>
    public static void UnscheduleJob(this IDocumentSession session, string kind, Guid subject) =>
        session.QueueSqlCommand("delete from due_dates where kind = ? and subject = ?", kind, subject);

    /// <summary>A piece of it is done; the rest is done at once, or at another time.</summary>
    public static void ContinueJob(this IDocumentSession session, DueJob job) =>
        session.QueueSqlCommand(
            "update due_dates set due_at = ?, after = ? where kind = ? and subject = ?",
            job.DueAt.ToUniversalTime(),
            (object?)job.After ?? DBNull.Value,
            job.Kind,
            job.Subject);

    /// <summary>Nobody runs these until the session's transaction ends; it waits for whoever is running one.</summary>
    public static async Task HoldDatesAsync(
        this IDocumentSession session, IReadOnlyCollection<string> kinds, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select from due_dates where kind = any($1) and subject = any($2) order by kind, subject for update")
        {
            Parameters = { new() { Value = kinds.ToArray() }, new() { Value = subjects.ToArray() } },
        };
        await session.ExecuteAsync(command, cancellationToken);
    }

    /// <summary>All that are set of these kinds.</summary>
    public static async Task<IReadOnlyList<DueJob>> ReadJobsAsync(
        this IQuerySession reads, IReadOnlyCollection<string> kinds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select kind, subject, due_at, after from due_dates where kind = any($1)")
        {
            Parameters = { new() { Value = kinds.ToArray() } },
        };
        var dates = new List<DueJob>();
        await using var reader = await reads.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            dates.Add(await JobAsync(reader, cancellationToken));
        }

        return dates;
    }

    /// <summary>Takes the one that has waited longest and that nobody else is running; the session's transaction holds it.</summary>
    /// <param name="except">Kinds that are not to be done just now.</param>
    public static async Task<DueJob?> TakeJobAsync(
        this IDocumentSession session, DateTimeOffset now, IReadOnlyCollection<string> except, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select kind, subject, due_at, after from due_dates
            where due_at <= $1 and not kind = any($2)
            order by due_at limit 1 for update skip locked
            """)
        {
            Parameters =
            {
                new() { Value = now.ToUniversalTime() },
                new() { Value = except.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? await JobAsync(reader, cancellationToken) : null;
    }

    private static async Task<DueJob> JobAsync(DbDataReader row, CancellationToken cancellationToken) => new(
        row.GetString(0),
        row.GetGuid(1),
        await row.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken),
        await row.IsDBNullAsync(3, cancellationToken) ? null : row.GetGuid(3));

    private static Table CreateTable()
    {
        var table = new Table("due_dates");
        table.AddColumn<string>("kind").AsPrimaryKey();
        table.AddColumn<Guid>("subject").AsPrimaryKey();
        table.AddColumn<DateTimeOffset>("due_at").NotNull();
        table.AddColumn<Guid>("after");
        table.Indexes.Add(new IndexDefinition("due_dates_due") { Columns = ["due_at"] });
        return table;
    }
}
