using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>
/// <c>GET /dorr/{id}/lista?efter=</c>: all who are registered, to be ticked off: for organisers. Who stands at a door only looks for one at a time.
/// </summary>
public static class ListGuests
{
    public const string Act = "lista";
    public const string After = "efter";

    private const int PageSize = 100;

    public static void MapListGuests(this IEndpointRouteBuilder routes) => routes.MapPage($"{Door.OfActivity}/{Act}", ShowAsync).In(Area.FrontDesk);

    private static async Task<IResult> ShowAsync(Guid id, string? efter, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!OwnDoors.Of(context.User).IsOrganiser)
        {
            return context.Forbidden();
        }

        var activity = calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
        var page = await calls.V1.Activities[id].Registrations.GetAsync(
            ask =>
            {
                ask.QueryParameters.After = efter;
                ask.QueryParameters.Limit = PageSize;
            },
            cancellationToken);
        return context.Show<GuestListPage>(new Dictionary<string, object?>
        {
            [nameof(GuestListPage.Door)] = Door.Of(id, context),
            [nameof(GuestListPage.Activity)] = (await activity)!,
            [nameof(GuestListPage.Registrations)] = (page?.Items ?? []).Where(each => each.Status is not RegistrationStatus.Cancelled).ToList(),
            [nameof(GuestListPage.Next)] = page?.Next,
            [nameof(GuestListPage.Now)] = clock.GetUtcNow(),
        });
    }
}
