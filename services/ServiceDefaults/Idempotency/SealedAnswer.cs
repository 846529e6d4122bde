using System.Security.Cryptography;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>
/// An answer encrypted (AES-256-GCM) with a key that is made from the idempotency key and the whole request: who has the store alone cannot
/// read it.
/// </summary>
internal sealed class SealedAnswer(KeyedRequest request)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, request.Whole, outputLength: 32, info: "stored answer"u8.ToArray());

    public byte[] Close(byte[] answer)
    {
        var whole = new byte[NonceSize + TagSize + answer.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(whole.AsSpan(0, NonceSize), answer, whole.AsSpan(NonceSize + TagSize), whole.AsSpan(NonceSize, TagSize));
        return whole;
    }

    public byte[] Open(byte[] whole)
    {
        var answer = new byte[whole.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(whole.AsSpan(0, NonceSize), whole.AsSpan(NonceSize + TagSize), whole.AsSpan(NonceSize, TagSize), answer);
        return answer;
    }
}
