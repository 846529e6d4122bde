using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// The tokens of the links by which a person opens what is theirs without an account: signed with Notification's keys (folder
/// Notification:Keys), stored nowhere. All instances share the keys, and the gateway reads them, to know whose inbox it tells of.
/// </summary>
public sealed class PersonalLinks
{
    public const string Purpose = "personal-links";

    private readonly Func<IReadOnlyList<byte[]>> keys;

    public PersonalLinks(byte[] key) => keys = () => [key];

    public PersonalLinks(RotatingKeys<byte[]> keys) => this.keys = () => keys.All;

    /// <summary>Who it is, and the signature of it: base64url, fit for an address.</summary>
    public string TokenOf(ContactId contact) => SignedId.Of(contact.Value, keys()[0]);

    /// <summary>Whose it is; null for one that we did not make.</summary>
    public ContactId? Read(string token) => SignedId.Read(token, keys()) is { } id ? new ContactId(id) : null;
}
