namespace BusinessFocus.Hosting.Relay;

/// <summary>How far the relay is behind the store.</summary>
/// <param name="LastSequence">The number of the last event committed; 0 for none.</param>
/// <param name="RelayedSequence">The number of the last event whose messages the broker has confirmed; 0 for none.</param>
public sealed record RelayLag(long LastSequence, long RelayedSequence)
{
    /// <summary>Events that wait for the relay, counting those that it passes over.</summary>
    public long Events => Math.Max(0, LastSequence - RelayedSequence);
}
