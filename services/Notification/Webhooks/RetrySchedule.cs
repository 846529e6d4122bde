namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// When a delivery that failed is tried again: soon at first, ever more seldom, over three days, as Standard Webhooks recommends
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Deliverability and reliability").
/// </summary>
public static class RetrySchedule
{
    /// <summary>So much later than planned, as a part of the wait, that those that failed together do not come back together.</summary>
    private const double Jitter = 0.1;

    /// <summary>What a receiver may ask for by Retry-After.</summary>
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(16),
    ];

    /// <param name="attempts">How often it was tried, this time too.</param>
    /// <param name="retryAfter">How long the receiver asked to be left alone.</param>
    /// <param name="chance">0 to 1.</param>
    /// <returns>Null where it is given up.</returns>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset now, TimeSpan? retryAfter, double chance)
    {
        if (attempts > Waits.Length)
        {
            return null;
        }

        var wish = retryAfter is { } asked && asked < LongestWish ? asked : retryAfter is null ? TimeSpan.Zero : LongestWish;
        var wait = Waits[attempts - 1] > wish ? Waits[attempts - 1] : wish;
        return now + wait + (wait * Jitter * chance);
    }
}
