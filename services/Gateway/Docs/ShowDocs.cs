using System.Net.Mime;
using BusinessFocus.DesignSystem;
using Scalar.AspNetCore;

namespace BusinessFocus.Gateway.Docs;

/// <summary>
/// The interface as a page: Scalar, with nothing of its maker's beside it. The page is our own, so that it has a language and loads nothing from
/// elsewhere; Scalar brings the script.
/// </summary>
public static class ShowDocs
{
    private const string Address = "/docs";

    /// <summary>The browser asks nobody but us, whatever the script would. Styles are set by the script as it runs.</summary>
    private const string OnlyFromHere =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
        "worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Page =
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Business Focus: the interface</title>
        <link rel="icon" href="{DesignAssets.Address("images/icon.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{DesignAssets.Address("css/tokens.css")}">
        <link rel="stylesheet" href="{DesignAssets.Address("css/docs.css")}">
        </head>
        <body>
        <header class="docs-header">
        <a class="docs-brand" href="/en">Business Focus</a>
        <span>The interface</span>
        <a href="/docs/problems">Problems</a>
        <a href="/openapi/v1.json">OpenAPI</a>
        </header>
        <div id="app"></div>
        <noscript>The interface as JSON: <a href="/openapi/v1.json">/openapi/v1.json</a>. Its problems: <a href="/docs/problems">/docs/problems</a>.</noscript>
        <script src="/docs/scalar.js"></script>
        <script src="/docs/show.js"></script>
        </body>
        </html>

        """;

    private const string Script =
        """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          operationTitleSource: 'summary',
          withDefaultFonts: false,
          telemetry: false,
          hideClientButton: true,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
          proxyUrl: '',
          customCss: 'a[href*="scalar.com"] { display: none !important; }',
        })

        """;

    public static void MapDocs(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Address))
            {
                context.Response.Headers.ContentSecurityPolicy = OnlyFromHere;
            }

            return next(context);
        });

        // Scalar's own page is never shown: only its script is wanted.
        app.MapScalarApiReference(Address);
        app.MapGet(Address, () => TypedResults.Content(Page, $"{MediaTypeNames.Text.Html}; charset=utf-8")).WithOrder(-1).ExcludeFromDescription();
        app.MapGet($"{Address}/show.js", () => TypedResults.Content(Script, $"{MediaTypeNames.Text.JavaScript}; charset=utf-8")).WithOrder(-1).ExcludeFromDescription();
        app.MapGet($"{Address}/{{page:regex(^[^.]*$)}}", () => TypedResults.NotFound()).ExcludeFromDescription();
        app.MapProblems();
    }
}
