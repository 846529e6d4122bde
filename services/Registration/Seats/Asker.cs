using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Registration.Seats;

/// <summary>What whoever registers somebody does not have to show any more.</summary>
public static class Asker
{
    /// <summary>
    /// Staff, who register others, and programs, for which nobody signed in. Visitors and other accounts are asked like everybody: who has
    /// a mailbox is a visitor in a minute.
    /// </summary>
    public static bool IsTrusted(ClaimsPrincipal user) =>
        user.IsInRole(Roles.Organiser)
        || user.IsInRole(Roles.Door)
        || (user.Identity is { IsAuthenticated: true } && !user.IsInRole(Roles.Visitor) && user.FindFirst(Roles.SessionClaim) is null);

    /// <summary>Whose address a visitor has shown to be theirs; null where nobody is signed in as one, or the token names no address.</summary>
    public static ContactId? VisitorOf(ClaimsPrincipal user) =>
        user.IsInRole(Roles.Visitor) && Guid.TryParse(user.FindFirst(Roles.ContactClaim)?.Value, out var id) ? new ContactId(id) : null;

    /// <summary>Whether they have shown that this person's address is theirs.</summary>
    public static bool Is(ClaimsPrincipal user, ContactId person) =>
        user.IsInRole(Roles.Visitor) && user.HasClaim(Roles.ContactClaim, person.ToString());
}
