using System.Globalization;
using System.Security.Claims;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>The days, Europe/Stockholm, on which somebody stands at a door.</summary>
public static class OwnDays
{
    private const string Format = "yyyy-MM-dd";

    public static string Written(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether somebody stands there at that time; who was given no days does on any.</summary>
    public static bool StandsThereAt(this ClaimsPrincipal user, DateTimeOffset at) =>
        !user.HasClaim(claim => claim.Type == Roles.DayClaim) || user.HasClaim(Roles.DayClaim, Written(Stockholm.DayOf(at)));
}
