using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>
/// An answer encrypted with a key that is made from the idempotency key and the whole request: who has the store alone cannot read it.
/// </summary>
internal sealed class SealedAnswer(KeyedRequest request)
{
    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, request.Whole, outputLength: 32, info: "stored answer"u8.ToArray());

    public byte[] Close(byte[] answer) => AuthenticatedEncryption.Close(key, answer);

    public byte[] Open(byte[] whole) => AuthenticatedEncryption.Open(key, whole);
}
