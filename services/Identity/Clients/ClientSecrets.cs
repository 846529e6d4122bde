using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Identity.Clients;

/// <summary>
/// The secrets of clients: shown once when they are made, stored as a hash with a key of Identity's (folder Identity:Keys), so that who
/// reads the store can try none of them.
/// </summary>
public sealed class ClientSecrets(byte[] key)
{
    private const int Bytes = 32;

    public static ClientSecrets Load(string folder) => new(Convert.FromHexString(
        KeyFile.Keep(Path.Combine(folder, "client-secrets.key"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes)))));

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public string HashOf(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret)));
}
