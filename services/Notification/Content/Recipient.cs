using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Notifications.Content;

/// <summary>Who is written to. Personal data: masked when the contact is erased.</summary>
/// <param name="Address">
/// Where on the notification's channel; an e-mail address where no channel is chosen yet, and then empty for somebody who has none.
/// </param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Phone">E.164; null where none was given.</param>
public sealed record Recipient(ContactId ContactId, string Name, string Address, string Language, string? Phone = null)
{
    public static Recipient Of(Contact contact) => new(contact.Id, contact.Name, contact.Email, contact.Locale, contact.Phone);

    public Recipient Masked() => this with { Name = "", Address = "", Phone = null };
}
