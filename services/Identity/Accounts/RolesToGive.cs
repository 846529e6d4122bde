using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.Accounts;

/// <summary>
/// Which roles an organiser may give, to an account or a client. The data protection officer sees what organisers do: none of them makes one of
/// themselves, by a second account or a client of their own. Who is both gives it on.
/// </summary>
public static class RolesToGive
{
    public static bool MayGive(this ClaimsPrincipal giver, Role role) => role != Role.DataProtectionOfficer || giver.IsInRole(Roles.DataProtectionOfficer);

    /// <summary>A host whom somebody names is not known by the address of an account: the conversations of any host could be read so.</summary>
    public static bool MayGive(this ClaimsPrincipal giver, Role role, HostId? named) =>
        giver.MayGive(role) && (named is null || giver.IsInRole(Roles.DataProtectionOfficer));

    /// <summary>Nobody's address stands behind a client: whoever has its secret is that host, or that association.</summary>
    public static bool MayGiveToClient(this ClaimsPrincipal giver, Role role) =>
        giver.MayGive(role) && (role is not (Role.Host or Role.Association) || giver.IsInRole(Roles.DataProtectionOfficer));
}
