using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Abuse;

/// <summary>What came by one key within a window of time.</summary>
/// <param name="Since">When the window began, UTC.</param>
/// <param name="People">Different ones; not counted beyond <see cref="WindowedCounts{TKey}.MostPeople"/>.</param>
/// <param name="Amount">Seats, or letters.</param>
public readonly record struct WindowedCount(DateTimeOffset Since, int People, int Amount);

/// <summary>
/// Counts by key, from the first that comes until its window is over. In memory and by instance: a brake, no rule. It keeps at most
/// <paramref name="most"/> keys, and makes room by dropping what is over, else what is oldest.
/// </summary>
public sealed class WindowedCounts<TKey>(TimeSpan window, int most = 20_000) where TKey : notnull
{
    /// <summary>No limit needs more.</summary>
    public const int MostPeople = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Entry> entries = [];

    /// <summary>The keys in the order in which their windows began.</summary>
    private readonly Queue<(TKey Key, DateTimeOffset Since)> order = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    public WindowedCount Add(TKey key, ContactId person, int amount, DateTimeOffset now)
    {
        lock (gate)
        {
            DropUntil(now);
            if (!entries.TryGetValue(key, out var entry))
            {
                entries[key] = entry = new Entry { Since = now };
                order.Enqueue((key, now));
            }

            if (entry.People.Count < MostPeople)
            {
                entry.People.Add(person);
            }

            entry.Amount += amount;
            return new WindowedCount(entry.Since, entry.People.Count, entry.Amount);
        }
    }

    /// <summary>What there would be with so many more, without counting them.</summary>
    public WindowedCount Read(TKey key, int amount, DateTimeOffset now)
    {
        lock (gate)
        {
            DropUntil(now);
            return entries.TryGetValue(key, out var entry)
                ? new WindowedCount(entry.Since, entry.People.Count, entry.Amount + amount)
                : new WindowedCount(now, 0, amount);
        }
    }

    private void DropUntil(DateTimeOffset now)
    {
        while (order.TryPeek(out var oldest) && (now - oldest.Since >= window || entries.Count >= most))
        {
            order.Dequeue();
            entries.Remove(oldest.Key);
        }
    }

    private sealed class Entry
    {
        public DateTimeOffset Since { get; init; }

        public HashSet<ContactId> People { get; } = [];

        public int Amount { get; set; }
    }
}
