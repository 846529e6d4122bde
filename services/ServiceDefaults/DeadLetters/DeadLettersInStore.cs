using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.ServiceDefaults.Relay;
using Marten;
using Marten.Linq.MatchesSql;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>How many dead letters of a service wait, in its events: what the others are told.</summary>
/// <param name="OldestAt">UTC; null where none waits.</param>
/// <param name="At">UTC.</param>
public sealed record DeadLettersChanged(string Service, int Waiting, DateTimeOffset? OldestAt, DateTimeOffset At);

/// <summary>A queue's dead letters.</summary>
/// <param name="OldestAt">UTC.</param>
public sealed record DeadLetterCount(string Queue, int Waiting, DateTimeOffset OldestAt);

/// <summary>What all that is done with dead letters has in common: one at a time in a service, and how many are left is told.</summary>
public static class DeadLettersInStore
{
    private const string Table = "mt_doc_dead_letter";

    private static readonly Guid Stream = new("5d0c35be-5a33-44a7-8b32-3f1c5a7c8e90");

    /// <summary>What a service tells of its own dead letters, whatever else it tells.</summary>
    public static Publications Publications { get; } = new Publications().On<DeadLettersChanged>(fact =>
        new Contracts.Operations.DeadLettersCounted(fact.Data.Service, fact.Data.Waiting, fact.Data.OldestAt, fact.Data.At, fact.Version));

    public static void Configure(StoreOptions options)
    {
        options.Schema.For<DeadLetter>()
            .DocumentAlias("dead_letter")
            .Duplicate(letter => letter.State)
            .Duplicate(letter => letter.FailedAt);
        options.Schema.For<ForgottenSubject>().DocumentAlias("forgotten_subject").Index(subject => subject.At);
    }

    /// <summary>
    /// Until the session's transaction ends nobody else changes dead letters: an erasure must not miss one that is just coming in,
    /// and each count is of what there is.
    /// </summary>
    public static async Task HoldDeadLettersAsync(this IDocumentSession session, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('dead-letters', 0))");
        await session.ExecuteAsync(command, cancellationToken);
    }

    /// <summary>The dead letter that an operator decides on, held until the session's transaction ends; or why there is none to decide on.</summary>
    public static async Task<(DeadLetter? Letter, Problem? Problem)> HoldWaitingAsync(
        this IDocumentSession session, DeadLetterId id, CancellationToken cancellationToken)
    {
        await session.HoldDeadLettersAsync(cancellationToken);
        return await session.LoadAsync<DeadLetter>(id.Value, cancellationToken) switch
        {
            null => (null, CommonProblems.NotFound),
            { State: DeadLetterState.Waiting } waiting => (waiting, null),
            _ => (null, DeadLetterProblems.Settled),
        };
    }

    /// <summary>Stores these, and tells how many wait now, in the session's commit; which holds the dead letters.</summary>
    public static async Task StoreDeadLettersAsync(
        this IDocumentSession session, string service, IReadOnlyCollection<DeadLetter> changed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (changed.Count == 0)
        {
            return;
        }

        session.Store<DeadLetter>(changed);
        if (changed.All(letter => letter.MessageType == nameof(Contracts.Operations.DeadLettersCounted)))
        {
            // To tell of these would make more of them, by what told.
            return;
        }

        var ids = changed.Select(letter => letter.Id).ToArray();
        await using var command = new NpgsqlCommand(
            $"select count(*)::int, min(failed_at) from {Table} where state = 'Waiting' and id <> all($1)")
        {
            Parameters = { new() { Value = ids } },
        };
        await using var reader = await session.ExecuteReaderAsync(command, cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var waiting = changed.Where(letter => letter.State == DeadLetterState.Waiting).ToList();
        DateTimeOffset? oldest = await reader.IsDBNullAsync(1, cancellationToken) ? null : await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken);
        session.Events.Append(
            Stream,
            new DeadLettersChanged(
                service,
                reader.GetInt32(0) + waiting.Count,
                waiting.Select(letter => (DateTimeOffset?)letter.FailedAt).Append(oldest).Min(),
                now));
    }

    /// <summary>How many wait, by queue.</summary>
    public static async Task<IReadOnlyList<DeadLetterCount>> CountDeadLettersAsync(this NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"select data ->> 'queue', count(*)::int, min(failed_at) from {Table} where state = 'Waiting' group by 1 order by 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<DeadLetterCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(new DeadLetterCount(reader.GetString(0), reader.GetInt32(1), await reader.GetFieldValueAsync<DateTimeOffset>(2, cancellationToken)));
        }

        return counts;
    }

    /// <summary>Those waiting that hold one of these ids.</summary>
    public static Task<IReadOnlyList<DeadLetter>> DeadLettersOfAsync(
        this IQuerySession reads, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) => reads.Query<DeadLetter>()
            .Where(letter => letter.State == DeadLetterState.Waiting
                && letter.MatchesSql("jsonb_exists_any(d.data -> 'subjects', ?)", (object)subjects.Select(subject => subject.ToString()).ToArray()))
            .ToListAsync(cancellationToken);
}
