using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary><c>GET /dorr/{id}/antal</c>: the part of the page that says how many have come, which its script asks for again and again.</summary>
public static class CountArrivals
{
    public const string Act = "antal";

    public static void MapCountArrivals(this IEndpointRouteBuilder routes) => routes.MapPage(
        $"{Door.OfActivity}/{Act}",
        async (Guid id, HttpContext context, Festival calls, CancellationToken cancellationToken) => context.Show<DoorCounts>(new Dictionary<string, object?>
        {
            [nameof(DoorCounts.Arrivals)] = await ServeDoor.ArrivalsAsync(Door.Of(id, context), calls, cancellationToken),
        })).In(Area.FrontDesk);
}
