using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Installed;

/// <summary><c>GET /utan-nat</c>: what is shown where there is no network and the page was not saved; with one, what is saved in this browser.</summary>
public static class ShowOffline
{
    public const string Path = "/utan-nat";

    public static void MapShowOffline(this IEndpointRouteBuilder routes) =>
        routes.MapPage(Path, (HttpContext context) => context.Show<OfflinePage>(new Dictionary<string, object?>(), isPublic: true));
}
