using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// The tokens of the links by which a person opens what is theirs without an account: signed with Notification's key (folder
/// Notification:Keys, created there when it is missing), stored nowhere. All instances share the key, and the gateway reads it,
/// to know whose inbox it tells of.
/// </summary>
public sealed class PersonalLinks
{
    private readonly byte[] key;

    public PersonalLinks(byte[] key) => this.key = key;

    public static PersonalLinks Load(string folder) => new(Convert.FromHexString(
        KeyFile.Keep(FileIn(folder), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)))));

    /// <summary>With the key that somebody else keeps; null while it is not made.</summary>
    public static PersonalLinks? Find(string folder) =>
        File.Exists(FileIn(folder)) ? new(Convert.FromHexString(File.ReadAllText(FileIn(folder)))) : null;

    /// <summary>Who it is, and the signature of it: base64url, fit for an address.</summary>
    public string TokenOf(ContactId contact) => SignedId.Of(contact.Value, key);

    /// <summary>Whose it is; null for one that we did not make.</summary>
    public ContactId? Read(string token) => SignedId.Read(token, key) is { } id ? new ContactId(id) : null;

    private static string FileIn(string folder) => Path.Combine(folder, "personal-links.key");
}
