namespace BusinessFocus.Notifications.Delivery;

/// <summary>How letters are delivered: the configuration section "Delivery".</summary>
public sealed record DeliverySettings
{
    /// <summary>How often the queue is polled where nothing wakes the worker: due retries, other instances' letters.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a claim holds. Longer than any hand-over may take, with the wait for it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one hand-over may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after the first failed attempt; it doubles with each.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After that, what could not be delivered is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);

    public RetryPolicy Patience => new(FirstPause, LongestPause, GiveUpAfter);
}
