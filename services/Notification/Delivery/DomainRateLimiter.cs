namespace BusinessFocus.Notifications.Delivery;

/// <summary>The moments at which the letters to one domain may go, from the first that is free.</summary>
public readonly record struct SendSlots(DateTimeOffset First, TimeSpan Every)
{
    public DateTimeOffset After(int count) => First + (Every * count);
}

/// <summary>
/// How fast letters may go to each domain (rate limiting). Each letter has a slot of its own, one after the other: a letter to a busy domain is
/// given the next free one, and goes when its time comes. The limit is per instance: several
/// instances together are that much faster.
/// </summary>
/// <param name="perSecond">Letters a second by domain; <see cref="Others"/> for each of all others; none for those that are not named.</param>
/// <param name="punctual">A slot that was not used for so long has passed: what was due during an outage is not sent all at once.</param>
public sealed class DomainRateLimiter(IReadOnlyDictionary<string, double> perSecond, TimeSpan punctual)
{
    public const string Others = "*";

    /// <summary>More domains than the people of one municipality use: those with a free slot are removed then.</summary>
    private const int MostRemembered = 10_000;

    private readonly Dictionary<string, TimeSpan> every = perSecond.ToDictionary(
        each => each.Key, each => TimeSpan.FromSeconds(1 / each.Value), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, DateTimeOffset> free = new(StringComparer.OrdinalIgnoreCase);

    public bool AreAny => every.Count > 0;

    /// <summary>Slots that began before this have gone.</summary>
    public DateTimeOffset GoneBefore(DateTimeOffset now) => now - punctual;

    /// <summary>Whether a letter may go now: its slot has come, or one is free, which it takes.</summary>
    /// <param name="slot">The one that it was given; null for none.</param>
    public bool MayGo(string domain, DateTimeOffset? slot, DateTimeOffset now)
    {
        if (EveryOf(domain) is null || (slot is { } given && given <= now && given >= GoneBefore(now)))
        {
            return true;
        }

        var next = From(domain, now);
        if (next.First > now)
        {
            return false;
        }

        Take(domain, next.After(1), now);
        return true;
    }

    /// <summary>The free slots of a domain that has a rate limit.</summary>
    public SendSlots From(string domain, DateTimeOffset now) =>
        new(free.TryGetValue(domain, out var next) && next > now ? next : now, EveryOf(domain)!.Value);

    /// <summary>The domain's slots are taken until then.</summary>
    public void Take(string domain, DateTimeOffset until, DateTimeOffset now)
    {
        if (free.Count >= MostRemembered)
        {
            foreach (var (each, _) in free.Where(each => each.Value <= now).ToList())
            {
                free.Remove(each);
            }
        }

        free[domain] = until;
    }

    /// <summary>A letter was given a slot before this instance began.</summary>
    public void Resume(string domain, DateTimeOffset lastSlot, DateTimeOffset now)
    {
        if (EveryOf(domain) is { } pause)
        {
            Take(domain, lastSlot + pause, now);
        }
    }

    private TimeSpan? EveryOf(string domain) =>
        every.TryGetValue(domain, out var own) || every.TryGetValue(Others, out own) ? own : null;
}
