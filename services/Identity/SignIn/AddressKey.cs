using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// Codes are counted by address, also by those that nobody has an account with: by a hash with a key of Identity's (folder
/// Identity:Keys), so that the store tells nobody's address.
/// </summary>
public sealed class AddressKey(byte[] key)
{
    private const int Bytes = 32;

    public static AddressKey Load(string folder) => new(Convert.FromHexString(
        KeyFile.Keep(Path.Combine(folder, "addresses.key"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes)))));

    public string Of(string normalisedEmail) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(normalisedEmail)));
}
