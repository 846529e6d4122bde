using System.Security.Claims;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>Who is signed in, and what they may do, as their access token says it.</summary>
/// <param name="Name">What colleagues call them.</param>
/// <param name="Association">Which association they speak for; null for none.</param>
/// <param name="HostId">Which host they are in the newest edition; null for none.</param>
public sealed record SignedIn(string Name, string? Email, IReadOnlySet<string> Roles, string? Association, Guid? HostId)
{
    public static SignedIn Of(ClaimsPrincipal user) => new(
        user.Identity?.Name ?? user.FindFirst("email")?.Value ?? "",
        user.FindFirst("email")?.Value,
        user.FindAll(Hosting.Tokens.Roles.RoleClaim).Select(claim => claim.Value).ToHashSet(),
        user.FindFirst(Hosting.Tokens.Roles.AssociationClaim)?.Value,
        Guid.TryParse(user.FindFirst(Hosting.Tokens.Roles.HostClaim)?.Value, out var host) ? host : null);

    /// <summary>Null where nobody is.</summary>
    public static SignedIn? In(HttpContext context) => context.User.Identity is { IsAuthenticated: true } ? Of(context.User) : null;

    public bool IsOneOf(IEnumerable<string> roles) => Roles.Overlaps(roles);
}
