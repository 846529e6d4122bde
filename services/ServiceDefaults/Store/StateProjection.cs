using BusinessFocus.ServiceDefaults.Decisions;
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
        var state = (snapshot ?? TState.Initial).Evolve(e.Data);
        if (ReferenceEquals(state, TState.Initial))
        {
            // An event of another kind of stream: there is no such thing.
            return null;
        }

        state.Id = id;
        return state;
    }
}
