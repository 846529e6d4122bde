namespace BusinessFocus.Scheduling.OpenHouse;

/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
public readonly record struct Slot(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>Cuts an officer's period into conversations.</summary>
public static class Slots
{
    /// <summary>As many whole slots as the period holds, with the buffer between each two.</summary>
    public static IReadOnlyList<Slot> Cut(DateTimeOffset startsAt, DateTimeOffset endsAt, TimeSpan length, TimeSpan buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer, TimeSpan.Zero);

        var slots = new List<Slot>();
        var period = endsAt - startsAt;
        for (var from = TimeSpan.Zero; from + length <= period; from += length + buffer)
        {
            slots.Add(new Slot(startsAt + from, startsAt + from + length));
        }

        return slots;
    }
}
