using BusinessFocus.ServiceDefaults.Decisions;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Lets Marten build a pure <see cref="IState{TSelf}"/>: live, as a snapshot in the commit, or in the background.</summary>
public sealed partial class StateProjection<TState> : SingleStreamProjection<TState, Guid>
    where TState : class, IState<TState>
{
    public override TState? Evolve(TState? snapshot, Guid id, IEvent e)
    {
        var state = (snapshot ?? TState.Initial).Evolve(e.Data);
        state.Id = id;
        return state;
    }
}
