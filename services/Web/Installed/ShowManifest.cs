using BusinessFocus.DesignSystem;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Installed;

/// <summary><c>GET /manifest.webmanifest</c>: how the pages look when somebody keeps them among the programs of a phone.</summary>
public static class ShowManifest
{
    public static void MapShowManifest(this IEndpointRouteBuilder routes) => routes.MapPage("/manifest.webmanifest", (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=1";
        return TypedResults.Json(Manifest(), contentType: "application/manifest+json");
    });

    internal static object Manifest() => new
    {
        id = "/",
        name = "Business Focus",
        short_name = "Business Focus",
        description = Languages.Choose("Program, anmälan och biljetter", "Programme, registrations and tickets"),
        lang = Languages.Current,
        start_url = Links.To("/"),
        scope = "/",
        display = "standalone",
        background_color = "#fbfaf7",
        theme_color = "#fbfaf7",
        icons = new object[]
        {
            new { src = DesignAssets.Address("images/icon.svg"), sizes = "any", type = "image/svg+xml" },
            new { src = DesignAssets.Address("images/icon-192.png"), sizes = "192x192", type = "image/png" },
            new { src = DesignAssets.Address("images/icon-512.png"), sizes = "512x512", type = "image/png" },
            new { src = DesignAssets.Address("images/icon-512.png"), sizes = "512x512", type = "image/png", purpose = "maskable" },
        },
        shortcuts = new object[]
        {
            new { name = Languages.Choose("Program", "Programme"), url = Links.To("/program") },
            new { name = Languages.Choose("Mina val", "My choices"), url = Links.To("/mina-val") },
            new { name = Languages.Choose("Mina anmälningar", "My registrations"), url = Links.To("/mina") },
        },
    };
}
