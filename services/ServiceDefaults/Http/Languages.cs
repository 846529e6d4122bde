using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>The two languages: Swedish, unless <c>Accept-Language</c> prefers English.</summary>
public static class Languages
{
    public const string Swedish = "sv";
    public const string English = "en";

    public static IReadOnlySet<string> All { get; } = new HashSet<string> { Swedish, English };

    /// <summary>The language of the request under way.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Swedish;

    public static string Choose(string sv, string en) => Current == English ? en : sv;

    public static void UseLanguages(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions
        {
            // Numbers and dates on the wire are the same in both: only texts follow the language.
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, new CultureInfo(Swedish)),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [new CultureInfo(Swedish), new CultureInfo(English)],
            RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
            ApplyCurrentCultureToResponseHeaders = false,
        };
        app.UseRequestLocalization(options);
    }
}
