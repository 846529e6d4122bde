using System.Globalization;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>Times as forms have them: on the clock in Europe/Stockholm.</summary>
public static class FormTimes
{
    private const string Minutes = "yyyy-MM-dd'T'HH:mm";

    public static string Write(DateTimeOffset moment) => Stockholm.WallClock(moment).ToString(Minutes, CultureInfo.InvariantCulture);

    /// <summary>Null where it is none, and in the hour that summer time skips.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTime.TryParseExact(text, [Minutes, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock)
            ? Stockholm.Moment(wallClock)
            : null;

    public static int? Number(string? text) => int.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
