namespace BusinessFocus.ServiceDefaults.Decisions;

public static class States
{
    /// <summary>The state that <paramref name="events"/> lead to, in their order.</summary>
    public static TState After<TState>(IEnumerable<object> events) where TState : class, IState<TState> =>
        events.Aggregate(TState.Initial, (state, @event) => state.Evolve(@event));
}
