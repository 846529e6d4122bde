namespace BusinessFocus.Domain.Tokens;

/// <summary>
/// When each of several keys signs that follow one another. A key is shown before it signs, so that whoever reads what it signs knows it
/// by then, and is read after another one has taken over, as long as something that it signed is good.
/// </summary>
/// <param name="ReadFor">How long after another one has taken over.</param>
public sealed record KeySchedule(TimeSpan ReadFor)
{
    /// <summary>Twice as long as it takes the slowest reader to look again.</summary>
    public static readonly TimeSpan ShownBefore = TimeSpan.FromMinutes(10);

    /// <summary>
    /// What opens something until it is over: links, tickets, what is sealed. A programme can be released years before its festival.
    /// </summary>
    public static readonly KeySchedule UntilTheFestivalIsOver = new(TimeSpan.FromDays((3 * 366) + 1));

    /// <summary>The keys that are good now: the one that signs, then those that will, then those that did.</summary>
    /// <param name="from">From when a key signs, until the next one does.</param>
    public IReadOnlyList<T> At<T>(IEnumerable<T> keys, Func<T, DateTimeOffset> from, DateTimeOffset now)
    {
        var all = keys.OrderByDescending(from).ToList();
        if (all.Count == 0)
        {
            return [];
        }

        // Where the one that signed was taken away, the next one signs before its time: there is no other.
        var current = all.FindIndex(key => from(key) <= now) is >= 0 and var found ? found : all.Count - 1;
        var before = Enumerable.Range(current + 1, all.Count - current - 1).TakeWhile(i => now < from(all[i - 1]) + ReadFor).Select(i => all[i]);
        return [all[current], .. all.Take(current), .. before];
    }

    /// <summary>From when another key signs, if one is made now; where there is one that does not sign yet, from when that one does.</summary>
    /// <param name="known">From when each key signs that there is.</param>
    public static DateTimeOffset NextAfter(IEnumerable<DateTimeOffset> known, DateTimeOffset now)
    {
        var coming = known.Where(from => from > now).Order().ToList();

        // Whole seconds, as files are named by.
        return coming.Count > 0 ? coming[0] : DateTimeOffset.FromUnixTimeSeconds((now + ShownBefore).ToUnixTimeSeconds());
    }
}
