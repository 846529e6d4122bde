using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Registration.Seats;

/// <summary>An address that was confirmed in an edition is not confirmed again there. Stored in the commit that confirms it.</summary>
/// <param name="Id">Made from both others.</param>
/// <param name="Edition">The EditionId's value.</param>
/// <param name="Contact">The ContactId's value.</param>
public sealed record ConfirmedAddress(Guid Id, Guid Edition, Guid Contact)
{
    public static ConfirmedAddress Of(EditionId edition, ContactId contact) => new(IdOf(edition, contact), edition.Value, contact.Value);

    public static Guid IdOf(EditionId edition, ContactId contact) => Uuid.NewNameBased(edition.Value, contact.ToString());
}
