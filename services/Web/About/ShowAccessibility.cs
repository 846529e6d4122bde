using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.About;

/// <summary><c>GET /tillganglighet</c>: how far everybody can use the pages, what does not hold, and whom to tell.</summary>
public static class ShowAccessibility
{
    public const string Path = "/tillganglighet";

    public static void MapShowAccessibility(this IEndpointRouteBuilder routes) => routes.MapPage(
        Path,
        async (HttpContext context, ReadFestival festival, CancellationToken cancellationToken) => context.Show<AccessibilityPage>(
            new Dictionary<string, object?> { [nameof(AccessibilityPage.Edition)] = await festival.CurrentAsync(cancellationToken) },
            isPublic: true));
}
