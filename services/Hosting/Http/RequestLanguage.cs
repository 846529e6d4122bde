using System.Globalization;
using BusinessFocus.Domain.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Localization;

namespace BusinessFocus.Hosting.Http;

public static class RequestLanguage
{
    /// <summary>Answers in the language that <c>Accept-Language</c> prefers.</summary>
    public static void UseRequestLanguage(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions
        {
            // Numbers and dates on the wire are the same in both: only texts follow the language.
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, new CultureInfo(Languages.Swedish)),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [new CultureInfo(Languages.Swedish), new CultureInfo(Languages.English)],
            RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
            ApplyCurrentCultureToResponseHeaders = false,
        };
        app.UseRequestLocalization(options);
    }
}
