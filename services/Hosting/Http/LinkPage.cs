using System.Text.Encodings.Web;
using System.Text.Unicode;
using BusinessFocus.Domain.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// The page that a link in a letter opens where there is something to do: in the language of the browser, without a script.
/// Opening it does nothing, because mail scanners open every link; its form does.
/// </summary>
public static class LinkPage
{
    public const string MediaType = "text/html";

    /// <summary>By which a link in a letter says in which language its page is. The gateway reads it, and passes it on to nobody.</summary>
    public const string LanguageParameter = "lang";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Whether somebody looks at the answer, as with a browser.</summary>
    public static bool IsAskedFor(HttpRequest request) => request.Headers.Accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    public static string Encode(string text) => Html.Encode(text);

    /// <param name="form">HTML; empty where there is nothing to do.</param>
    public static ContentHttpResult Show(HttpResponse response, string heading, string text, string form = "")
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        // The address has the token: it goes to nobody else.
        response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Content(Of(heading, text, form), $"{MediaType}; charset=utf-8");
    }

    private static string Of(string heading, string text, string form) =>
        $$"""
        <!DOCTYPE html>
        <html lang="{{Languages.Current}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Business Focus</title>
        <style>
        :root { color-scheme: light dark; }
        body { max-width: 36rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.5 system-ui, sans-serif; }
        textarea { box-sizing: border-box; width: 100%; min-height: 8rem; margin: .25rem 0 1rem; font: inherit; }
        button { padding: .8rem 1.5rem; border: 0; border-radius: 8px; background: #00698c; color: #ffffff; font: inherit; font-weight: 600; }
        </style>
        </head>
        <body>
        <main>
        <h1>{{Encode(heading)}}</h1>
        <p>{{Encode(text)}}</p>
        {{form}}
        </main>
        </body>
        </html>

        """;
}
