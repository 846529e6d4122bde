using System.Globalization;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Site;

/// <summary>Days as addresses and forms have them: yyyy-MM-dd.</summary>
public static class WrittenDay
{
    private const string Form = "yyyy-MM-dd";

    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Null for what is no day.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>As the interface has it.</summary>
    public static Date Of(DateOnly day) => new(day.Year, day.Month, day.Day);
}
