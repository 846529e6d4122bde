using BusinessFocus.Domain.Decisions;
using Marten;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>What came of a decision on a stored stream.</summary>
/// <param name="State">The state after it (or before it, where it was refused).</param>
/// <param name="Version">The stream's version after it: the ETag.</param>
/// <param name="Refusal">Why not; null when it was decided.</param>
/// <param name="Events">What happened; none for an idempotent repeat.</param>
public sealed record DecisionResult<TState>(TState State, long Version, Refusal? Refusal, IReadOnlyList<object> Events);

public static class DecideExtensions
{
    private const int Attempts = 5;

    /// <summary>
    /// Optimistic concurrency: loads a stream, decides, and commits at the version that was loaded. Two at once on the same stream are decided one
    /// after the other: the loser decides again on the state that the winner left.
    /// </summary>
    /// <param name="decide">Pure; may be called more than once.</param>
    public static async Task<DecisionResult<TState>> DecideAsync<TState>(
        this ISessionFactory sessions,
        Guid stream,
        ExpectedVersion expected,
        Func<TState, Decision> decide,
        CancellationToken cancellationToken)
        where TState : class, IState<TState>
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var session = sessions.OpenSession();
            var decided = await session.DecideAsync(stream, expected, decide, cancellationToken);
            try
            {
                await session.SaveChangesAsync(cancellationToken);
                return decided;
            }
            catch (Exception exception) when (attempt < Attempts && ConcurrencyErrors.IsOne(exception))
            {
            }
        }
    }

    /// <summary>Loads a stream, decides, and commits it with what else the session holds; refused, it commits nothing.</summary>
    public static async Task<DecisionResult<TState>> DecideAndSaveAsync<TState>(
        this IDocumentSession session,
        Guid stream,
        ExpectedVersion expected,
        Func<TState, Decision> decide,
        CancellationToken cancellationToken)
        where TState : class, IState<TState>
    {
        var decided = await session.DecideAsync(stream, expected, decide, cancellationToken);
        if (decided.Refusal is null)
        {
            await session.SaveChangesAsync(cancellationToken);
        }

        return decided;
    }

    /// <summary>Loads a stream and decides; the events are appended to the session, which the caller commits.</summary>
    public static async Task<DecisionResult<TState>> DecideAsync<TState>(
        this IDocumentSession session,
        Guid stream,
        ExpectedVersion expected,
        Func<TState, Decision> decide,
        CancellationToken cancellationToken)
        where TState : class, IState<TState>
    {
        if (stream == Guid.Empty)
        {
            // No stream has this id, and Marten refuses to look for one.
            return new(TState.Initial, 0, decide(TState.Initial).Refusal ?? CommonProblems.NotFound, []);
        }

        var writing = await session.Events.FetchForWriting<TState>(stream, cancellationToken);
        var state = writing.Aggregate ?? TState.Initial;
        var version = writing.CurrentVersion ?? 0;
        if (expected.Number is { } number && number != version)
        {
            return new(state, version, CommonProblems.Stale.With("version", version), []);
        }

        var decision = decide(state);
        if (decision.Refusal is not null || decision.Events.Count == 0)
        {
            return new(state, version, decision.Refusal, []);
        }

        writing.AppendMany(decision.Events);
        var after = decision.Events.Aggregate(state, (before, @event) => before.After(@event));
        if (!ReferenceEquals(after, TState.Initial))
        {
            // Of what is gone there is no state of its own.
            after.Id = stream;
        }

        return new(after, version + decision.Events.Count, null, decision.Events);
    }
}
