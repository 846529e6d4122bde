namespace BusinessFocus.Domain.Decisions;

public static class States
{
    /// <summary>The state that <paramref name="events"/> lead to, in their order.</summary>
    public static TState After<TState>(IEnumerable<object> events) where TState : class, IState<TState> =>
        events.Aggregate(TState.Initial, (state, @event) => state.After(@event));

    /// <summary>The state after one more event, which is counted where the state is <see cref="IVersioned"/>.</summary>
    public static TState After<TState>(this TState state, object @event) where TState : class, IState<TState>
    {
        var after = state.Evolve(@event);
        if (after is IVersioned versioned && !ReferenceEquals(after, state) && !ReferenceEquals(after, TState.Initial))
        {
            versioned.StreamVersion++;
        }

        return after;
    }
}
