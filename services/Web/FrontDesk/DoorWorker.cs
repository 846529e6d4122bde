using System.Text;
using System.Text.Json;
using BusinessFocus.DesignSystem;
using BusinessFocus.Web.Site;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>
/// <c>GET /dorr-arbetare.js</c>: the service worker by which a door's page opens without a network. It is for /dorr and nothing else; a new version of
/// the styles and modules is a new version of it.
/// </summary>
public static class DoorWorker
{
    public const string Path = "/dorr-arbetare.js";

    /// <summary>All that the pages need, by their names in the design system.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        "css/tokens.css", "css/base.css", "css/site.css", "css/staff.css", "css/door.css", "fonts/hanken-grotesk.woff2", "images/icon.svg",
        "js/door.js", "js/door-camera.js", "js/door-parts.js", "js/door-scans.js", "js/jsQR.js",
    ];

    private static readonly byte[] Script = Encoding.UTF8.GetBytes(
        $"const version = \"{DesignAssets.Version}\";\nconst files = {JsonSerializer.Serialize(Files.Select(DesignAssets.Address))};\n{DesignAssets.TextOf("js/door-worker.js")}");

    public static void MapDoorWorker(this IEndpointRouteBuilder routes) => routes.MapPage(Path, (HttpContext context) =>
    {
        // The browser asks for it again by itself; what is old must not stay.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return TypedResults.Bytes(Script, "text/javascript");
    });
}
