using System.Globalization;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>The key of a list that is newest first: where a page ends by time, and by id among those of one moment.</summary>
public static class TimeCursor
{
    public static string Of(DateTimeOffset at, Guid id) => $"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{id}";

    public static bool TryParse(string key, out DateTimeOffset at, out Guid id)
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
