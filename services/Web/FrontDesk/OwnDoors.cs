using System.Security.Claims;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>At which doors somebody stands, and on which days. The interface has the last word; a page shows nobody what would be refused.</summary>
/// <param name="Activities">Null for any.</param>
/// <param name="Days">Europe/Stockholm; null for any.</param>
/// <param name="IsOrganiser">May let somebody in all the same, and sees everybody.</param>
public sealed record OwnDoors(IReadOnlySet<Guid>? Activities, IReadOnlySet<DateOnly>? Days, bool IsOrganiser)
{
    public static OwnDoors Of(ClaimsPrincipal user)
    {
        if (user.IsInRole(Roles.Organiser))
        {
            return new OwnDoors(null, null, IsOrganiser: true);
        }

        var activities = user.FindAll(Roles.DoorClaim).Select(claim => Guid.TryParse(claim.Value, out var id) ? id : Guid.Empty).ToHashSet();
        var days = user.FindAll(Roles.DayClaim)
            .Select(claim => WrittenDay.Read(claim.Value) ?? default)
            .ToHashSet();
        return new OwnDoors(activities.Count > 0 ? activities : null, days.Count > 0 ? days : null, IsOrganiser: false);
    }

    public bool Has(ActivityView activity) =>
        Activities?.Contains(activity.Id!.Value) != false && Days?.Contains(Stockholm.DayOf(activity.StartsAt!.Value)) != false;
}
