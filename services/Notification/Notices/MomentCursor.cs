using System.Globalization;

namespace BusinessFocus.Notification.Notices;

/// <summary>Where a page of a list ends that is sorted by a time, and by an id where times are equal.</summary>
public static class MomentCursor
{
    public static string Of(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{id}";

    public static bool TryRead(string key, out DateTimeOffset at, out Guid id)
    {
        at = default;
        id = default;
        var parts = key.Split(':');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !Guid.TryParse(parts[1], out id))
        {
            return false;
        }

        at = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
