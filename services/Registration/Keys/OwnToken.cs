using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Registration.Keys;

/// <summary>
/// The tokens of all that is registered for an address: one that lists it, with the links that manage it, and one for a calendar, which opens
/// nothing else: people share their calendars. Each is made with a key of its own, so that none opens what the other, or a manage link, does.
/// </summary>
public static class OwnToken
{
    public static string For(ContactId contact, RegistrationKeys keys) => SignedId.Of(contact.Value, KeyOfList(keys.Links.Current));

    public static string ForCalendar(ContactId contact, RegistrationKeys keys) => SignedId.Of(contact.Value, KeyOfCalendar(keys.Links.Current));

    /// <summary>Whose; null for one that we did not make.</summary>
    public static ContactId? Read(string? token, RegistrationKeys keys) => Read(token, [.. keys.Links.All.Select(KeyOfList)]);

    /// <summary>The same of a calendar's.</summary>
    public static ContactId? ReadForCalendar(string? token, RegistrationKeys keys) => Read(token, [.. keys.Links.All.Select(KeyOfCalendar)]);

    private static ContactId? Read(string? token, IReadOnlyList<byte[]> keys) =>
        token is not null && SignedId.Read(token, keys) is { } id ? new ContactId(id) : null;

    private static byte[] KeyOfList(byte[] key) => HMACSHA256.HashData(key, "own registrations"u8.ToArray());

    private static byte[] KeyOfCalendar(byte[] key) => HMACSHA256.HashData(key, "own calendar"u8.ToArray());
}
