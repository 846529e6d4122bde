namespace BusinessFocus.Hosting.Relay;

/// <summary>How far the relay is behind the store.</summary>
/// <param name="LastSequence">The last event committed.</param>
/// <param name="RelayedSequence">The last event whose messages the broker has confirmed.</param>
public sealed record RelayLag(long LastSequence, long RelayedSequence)
{
    /// <summary>Events that wait for the relay, counting those that it passes over.</summary>
    public long Events => Math.Max(0, LastSequence - RelayedSequence);
}
