using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>Marks a page that calls the interface as whoever is signed in.</summary>
public sealed record StaffOnly(Area Area);

public static class StaffPages
{
    /// <summary>For those with a role of the area; others sign in, or are told that they may not.</summary>
    public static TBuilder In<TBuilder>(this TBuilder page, Area area) where TBuilder : IEndpointConventionBuilder =>
        page.WithMetadata(new StaffOnly(area)).RequireAuthorization(policy => policy.RequireRole(area.Roles));
}
