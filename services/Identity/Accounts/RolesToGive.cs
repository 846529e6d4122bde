using System.Security.Claims;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.Accounts;

/// <summary>
/// Which roles an organiser may give, to an account or a client. The data protection officer sees what organisers do: none of them makes one of
/// themselves, by a second account or a client of their own. Who is both gives it on.
/// </summary>
public static class RolesToGive
{
    public static bool MayGive(this ClaimsPrincipal giver, Role role) => role != Role.DataProtectionOfficer || giver.IsInRole(Roles.DataProtectionOfficer);
}
