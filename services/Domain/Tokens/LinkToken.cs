using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Domain.Tokens;

/// <summary>The secret part of a link that somebody can open without an account. Only its hash is stored.</summary>
public static class LinkToken
{
    private const int Bytes = 32;

    /// <summary>256 bits that nobody can guess, fit for an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What a token is recognised by; what is stored does not open the link.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
