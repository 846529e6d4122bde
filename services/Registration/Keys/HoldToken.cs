using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Registration.Keys;

/// <summary>
/// The token that confirms a held registration, and nothing else: made with a key of its own, so that it does not manage anything, and no
/// manage link confirms anything.
/// </summary>
public static class HoldToken
{
    public static string For(RegistrationId id, RegistrationKeys keys) => SignedId.Of(id.Value, KeyOf(keys.Links.Current));

    /// <summary>Which; null for one that we did not make.</summary>
    public static RegistrationId? Read(string token, RegistrationKeys keys) =>
        SignedId.Read(token, [.. keys.Links.All.Select(KeyOf)]) is { } id ? new RegistrationId(id) : null;

    private static byte[] KeyOf(byte[] key) => HMACSHA256.HashData(key, "held registration"u8.ToArray());
}
