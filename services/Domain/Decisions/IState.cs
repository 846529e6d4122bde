namespace BusinessFocus.Domain.Decisions;

/// <summary>The state of a stream: its initial value and how each event changes it. Pure, so that it can be tested without a store.</summary>
public interface IState<TSelf> where TSelf : class, IState<TSelf>
{
    /// <summary>Before anything happened.</summary>
    static abstract TSelf Initial { get; }

    /// <summary>The stream's id, which the store sets.</summary>
    Guid Id { get; set; }

    /// <summary>
    /// The state after <paramref name="event"/>; the same state for an event it does not care about, and <see cref="Initial"/> itself where there is
    /// no such thing any longer.
    /// </summary>
    TSelf Evolve(object @event);
}

/// <summary>A state that knows its stream's version, because a change of it is based on one (optimistic concurrency).</summary>
public interface IVersioned
{
    /// <summary>Events so far. Whoever applies an event counts it: <see cref="States.After{TState}(TState, object)"/>, and the store.</summary>
    long StreamVersion { get; set; }
}
