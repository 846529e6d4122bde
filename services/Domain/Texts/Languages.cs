using System.Globalization;

namespace BusinessFocus.Domain.Texts;

/// <summary>The two languages: Swedish, unless English is preferred.</summary>
public static class Languages
{
    public const string Swedish = "sv";
    public const string English = "en";

    public static IReadOnlySet<string> All { get; } = new HashSet<string> { Swedish, English };

    /// <summary>The language of the request under way.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Swedish;

    public static string Choose(string sv, string en) => Current == English ? en : sv;
}
