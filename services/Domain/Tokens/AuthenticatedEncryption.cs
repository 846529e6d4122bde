using System.Security.Cryptography;

namespace BusinessFocus.Domain.Tokens;

/// <summary>AES-256-GCM (NIST SP 800-38D): whoever has not the key can neither read what is closed nor change it unnoticed.</summary>
public static class AuthenticatedEncryption
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <param name="key">32 bytes.</param>
    /// <returns>Nonce, tag and what was encrypted.</returns>
    public static byte[] Close(byte[] key, byte[] plain)
    {
        var whole = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(whole.AsSpan(0, NonceSize), plain, whole.AsSpan(NonceSize + TagSize), whole.AsSpan(NonceSize, TagSize));
        return whole;
    }

    /// <exception cref="AuthenticationTagMismatchException">It was closed with another key, or is not as it was.</exception>
    public static byte[] Open(byte[] key, byte[] whole)
    {
        var plain = new byte[whole.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(whole.AsSpan(0, NonceSize), whole.AsSpan(NonceSize + TagSize), whole.AsSpan(NonceSize, TagSize), plain);
        return plain;
    }
}
