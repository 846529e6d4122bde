using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Domain.Tokens;

/// <summary>
/// The token of a link that opens one thing and nothing else: made from the thing's id with the service's own key, so that
/// it is nowhere stored.
/// </summary>
public static class ManageToken
{
    public static string For(Guid id, byte[] key) => Base64Url.EncodeToString(HMACSHA256.HashData(key, id.ToByteArray(bigEndian: true)));

    public static bool IsRight(string? token, Guid id, byte[] key) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token), Encoding.ASCII.GetBytes(For(id, key)));

    /// <param name="keys">Any of them may have made it.</param>
    public static bool IsRight(string? token, Guid id, IReadOnlyList<byte[]> keys) => keys.Any(key => IsRight(token, id, key));
}
