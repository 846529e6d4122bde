using System.Buffers.Text;
using System.Security.Cryptography;
using BusinessFocus.Contracts;

namespace BusinessFocus.Domain.Tokens;

/// <summary>
/// The code on a ticket: the registration's id and Registration's signature of it, base64url. It cannot be guessed or forged,
/// and whoever has the public key reads it without asking anybody.
/// </summary>
public static class TicketCode
{
    private const int IdLength = 16;

    public static string Sign(RegistrationId id, ECDsa key)
    {
        var bytes = id.Value.ToByteArray(bigEndian: true);
        return Base64Url.EncodeToString([.. bytes, .. key.SignData(bytes, HashAlgorithmName.SHA256)]);
    }

    /// <summary>The registration of a ticket that this key has signed.</summary>
    /// <param name="key">Its public half is enough.</param>
    public static bool TryRead(string? code, ECDsa key, out RegistrationId id)
    {
        id = default;
        if (string.IsNullOrEmpty(code) || !Base64Url.IsValid(code))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(code);
        if (bytes.Length <= IdLength || !key.VerifyData(bytes.AsSpan(0, IdLength), bytes.AsSpan(IdLength), HashAlgorithmName.SHA256))
        {
            return false;
        }

        id = new RegistrationId(new Guid(bytes.AsSpan(0, IdLength), bigEndian: true));
        return true;
    }

    /// <summary>The registration of a ticket that one of these keys has signed.</summary>
    public static bool TryRead(string? code, IReadOnlyList<ECDsa> keys, out RegistrationId id)
    {
        foreach (var key in keys)
        {
            if (TryRead(code, key, out id))
            {
                return true;
            }
        }

        id = default;
        return false;
    }
}
