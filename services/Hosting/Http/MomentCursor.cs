using System.Globalization;

namespace BusinessFocus.Hosting.Http;

/// <summary>Where a page of a list ends that is sorted by a time, and by an id where times are equal.</summary>
public static class MomentCursor
{
    public static string Of(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{id}";

    /// <exception cref="FieldException">It is a cursor of another list: 400.</exception>
    public static (DateTimeOffset At, Guid Id) Read(string key)
    {
        var parts = key.Split(':');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParse(parts[1], out var id))
        {
            throw PageQuery.NoCursor();
        }

        return (new DateTimeOffset(ticks, TimeSpan.Zero), id);
    }
}
