using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// Shows for a while that somebody has read what was sent to a member's registered address: which company, until when, and our signature of both.
/// It is nowhere stored.
/// </summary>
public static class MembershipProof
{
    public const int Longest = 250;

    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static string For(string company, DateTimeOffset until, byte[] key)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()}.{company}");
        return $"{said}.{SignatureOf(said, key)}";
    }

    /// <summary>The company's key; null for what we have not signed, or not for now.</summary>
    public static string? CompanyIn(string? proof, DateTimeOffset now, byte[] key)
    {
        if (proof?.Split('.') is not [var until, var company, var signature]
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(SignatureOf($"{until}.{company}", key))))
        {
            return null;
        }

        return now < DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) ? company : null;
    }

    private static string SignatureOf(string said, byte[] key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"membership\n{said}")));
}
