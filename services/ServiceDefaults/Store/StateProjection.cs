using BusinessFocus.Domain.Decisions;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Lets Marten build a pure <see cref="IState{TSelf}"/>: live, as a snapshot in the commit, or in the background.</summary>
public sealed partial class StateProjection<TState> : SingleStreamProjection<TState, Guid>
    where TState : class, IState<TState>
{
    /// <param name="events">
    /// The events of such a stream. A snapshot has to name them: without, Marten would work on it at the events of
    /// every other kind of stream too.
    /// </param>
    public StateProjection(params ReadOnlySpan<Type> events)
    {
        foreach (var @event in events)
        {
            IncludeType(@event);
        }
    }

    public override TState? Evolve(TState? snapshot, Guid id, IEvent e)
    {
        var before = snapshot ?? TState.Initial;
        var version = (before as IVersioned)?.StreamVersion ?? 0;
        var state = before.Evolve(e.Data);
        if (ReferenceEquals(state, TState.Initial))
        {
            // An event of another kind of stream, or the last one of its own: there is no such thing (any longer).
            return null;
        }

        state.Id = id;
        if (state is IVersioned versioned)
        {
            // Counted, as an event that is appended in the quick way does not know its number yet.
            versioned.StreamVersion = version + 1;
        }

        return state;
    }
}
