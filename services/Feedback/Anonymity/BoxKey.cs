using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusinessFocus.Contracts;

namespace BusinessFocus.Feedback.Anonymity;

/// <summary>
/// A key that separates those who answered from their answers: a secret in a file, in no store and in no message. With it goes all
/// that is not counted yet.
/// </summary>
public sealed class BoxKey
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] names;
    private readonly byte[] seals;

    public BoxKey(byte[] secret)
    {
        Rooms = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "rooms"u8.ToArray());
        names = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "names"u8.ToArray());
        seals = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "seals"u8.ToArray());
    }

    /// <summary>Signs the codes on the wall.</summary>
    public byte[] Rooms { get; }

    /// <summary>An id derived from a registration with the key: nobody can make it without the key.</summary>
    /// <param name="purpose">Different things of one registration have nothing in common.</param>
    public Guid IdOf(string purpose, RegistrationId registration) =>
        new(HMACSHA256.HashData(names, Encoding.UTF8.GetBytes($"{purpose}/{registration}")).AsSpan(0, 16));

    /// <param name="id">What it belongs to: it does not open as another's.</param>
    public byte[] Seal<T>(Guid id, T content)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(content);
        var @sealed = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(@sealed.AsSpan(0, NonceLength));

        // One for each seal: what two threads do with the same at once opens for nobody.
        using var aes = new AesGcm(seals, TagLength);
        aes.Encrypt(
            @sealed.AsSpan(0, NonceLength), plain, @sealed.AsSpan(NonceLength, plain.Length), @sealed.AsSpan(NonceLength + plain.Length), id.ToByteArray());
        return @sealed;
    }

    /// <exception cref="CryptographicException">It was sealed with another key or for something else.</exception>
    public T Open<T>(Guid id, ReadOnlySpan<byte> @sealed)
    {
        var plain = new byte[@sealed.Length - NonceLength - TagLength];
        using var aes = new AesGcm(seals, TagLength);
        aes.Decrypt(
            @sealed[..NonceLength], @sealed.Slice(NonceLength, plain.Length), @sealed[(NonceLength + plain.Length)..], plain, id.ToByteArray());
        return JsonSerializer.Deserialize<T>(plain)!;
    }
}
