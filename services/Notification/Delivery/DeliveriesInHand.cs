using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>A letter that this instance hands over, until its lease runs out.</summary>
/// <param name="ClaimedAt">A timestamp of the clock, from which time is measured.</param>
public sealed record ClaimedDelivery(DueDelivery Due, RenderedMessage RenderedMessage, long ClaimedAt);

/// <summary>What came of a claimed letter, to be recorded.</summary>
/// <param name="TraceParent">The trace in which its events go on.</param>
public sealed record AnsweredDelivery(ClaimedDelivery Claimed, DeliveryResult Answer, string? TraceParent);

/// <summary>
/// What this instance holds of a channel's deliveries. No more is claimed than its connections hand over within the lease (backpressure);
/// and while the server takes nothing, one letter at a time tries whether it is back (circuit breaker).
/// </summary>
public sealed partial class DeliveriesInHand(IChannel channel, DeliveryWakeup wakeup, ILogger<DeliveriesInHand> log)
{
    /// <summary>
    /// Letters that one instance holds at a time, per connection: enough that none waits for the next claim, and few enough for their lease.
    /// </summary>
    private const int HeldByConnection = 16;

    private int held;
    private volatile bool isAway;

    public int Most { get; } = channel.Connections * HeldByConnection;

    /// <summary>How many more may be claimed.</summary>
    public int Room => (isAway ? 1 : Most) - held;

    /// <summary>Whether the server took nothing when it was last asked.</summary>
    public bool IsServerAway => isAway;

    public void Take(int count) => Interlocked.Add(ref held, count);

    /// <summary>There is room for more, and the next of a thread may go.</summary>
    public void Release(int count)
    {
        Interlocked.Add(ref held, -count);
        wakeup.Pulse(channel.Name);
    }

    /// <summary>Whether the server is away, by its latest answer.</summary>
    public void Note(DeliveryResult answer)
    {
        var wasAway = isAway;
        isAway = answer.Kind == DeliveryOutcome.Unavailable;
        if (isAway && !wasAway)
        {
            LogUnavailable(log, channel.Name, answer.Text);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The server of the channel {Channel} takes nothing: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string channel, string reason);
}
