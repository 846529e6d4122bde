using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Finds the registration that a request is about and authorizes the caller: by the manage token
/// (<c>?token=</c> or <c>X-Manage-Token</c>), or as an organiser. To anyone else it does not exist.
/// </summary>
public sealed class RegistrationAccess(IQuerySession reads, RegistrationKeys keys)
{
    /// <returns>Its activity; null when there is no such registration for this asker.</returns>
    public async Task<ActivityId?> FindAsync(RegistrationId id, HttpContext context, CancellationToken cancellationToken) =>
        (await FindEntryAsync(id, context, cancellationToken))?.ActivityId;

    /// <returns>Its activity and whose it is; null when there is no such registration for this asker.</returns>
    public async Task<RegistrationEntry?> FindEntryAsync(RegistrationId id, HttpContext context, CancellationToken cancellationToken)
    {
        if (!IsOrganiser(context) && !ManageToken.IsRight(context.Request.ManageToken(), id.Value, keys.Links.All))
        {
            return null;
        }

        return await reads.LoadAsync<RegistrationEntry>(id, cancellationToken);
    }

    /// <summary>What makes the link for who asks; null for staff.</summary>
    public static RegistrationKeys? LinksFor(HttpContext context, RegistrationKeys keys) =>
        IsOrganiser(context) || context.User.IsInRole(Roles.Door) ? null : keys;

    /// <summary>
    /// The same where a registration was asked for, of which nobody has shown a link yet: for who is signed in, only of themselves.
    /// </summary>
    public static RegistrationKeys? LinksFor(HttpContext context, RegistrationKeys keys, ContactId person) =>
        context.User.Identity is { IsAuthenticated: true } && !Asker.Is(context.User, person) ? null : keys;

    public static bool IsOrganiser(HttpContext context) => context.User.IsInRole(Roles.Organiser);

    public static CancelledBy WhoAsks(HttpContext context) => IsOrganiser(context) ? CancelledBy.Organiser : CancelledBy.Contact;
}
