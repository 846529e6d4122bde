using System.Text.Json;
using BusinessFocus.DesignSystem;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Installed;

/// <summary>
/// <c>GET /arbetare.js</c>: the service worker of the visitors' pages. Its text changes with any of the design's files, which is how a browser learns that
/// there is a new one; it stands at the root, because it answers for the pages below where it stands.
/// </summary>
public static class ShowWorker
{
    private static readonly string[] Kept =
    [
        "css/tokens.css", "css/base.css", "css/site.css", "fonts/hanken-grotesk.woff2", "images/icon.svg", "images/star.svg", "images/star-kept.svg",
        "js/offline.js", "js/saved.js", "js/stars.js", "js/live.js",
    ];

    public static void MapShowWorker(this IEndpointRouteBuilder routes) => routes.MapPage("/arbetare.js", (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(Script(), "text/javascript; charset=utf-8");
    });

    public static string Script() =>
        $"const version = {JsonSerializer.Serialize(DesignAssets.Version)};\nconst files = {JsonSerializer.Serialize(Kept.Select(DesignAssets.Address))};\n{DesignAssets.TextOf("js/worker.js")}";
}
