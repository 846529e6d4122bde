using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Feedback.Reports;

/// <summary>What a report's link opens: one edition's report, with the one it is held against, until it expires.</summary>
/// <param name="With">The edition that stands beside it; null for none.</param>
/// <param name="ExpiresAt">UTC, to the second.</param>
public sealed record ReportLink(EditionId Edition, EditionId? With, DateTimeOffset ExpiresAt);

/// <summary>
/// The tokens of links to reports, for a browser without an account: signed with a key of their own (folder Feedback:Keys, made
/// there when it is missing; all instances share it), stored nowhere. A new key ends them all.
/// </summary>
public sealed class ReportLinks(byte[] key)
{
    private const int IdLength = 16;
    private const int ContentLength = (2 * IdLength) + sizeof(long);

    public static ReportLinks Load(string folder) => new(Convert.FromHexString(KeyFile.Keep(
        Path.Combine(folder, "report-links.key"), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)))));

    public string TokenOf(ReportLink link)
    {
        Span<byte> token = stackalloc byte[ContentLength + HMACSHA256.HashSizeInBytes];
        link.Edition.Value.TryWriteBytes(token, bigEndian: true, out _);
        (link.With?.Value ?? Guid.Empty).TryWriteBytes(token[IdLength..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[(2 * IdLength)..], link.ExpiresAt.ToUnixTimeSeconds());
        HMACSHA256.HashData(key, token[..ContentLength], token[ContentLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What it opens; null for one that we did not make, or that has expired.</summary>
    public ReportLink? Read(string token, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[ContentLength + HMACSHA256.HashSizeInBytes];
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(token, bytes, out _, out var read) != OperationStatus.Done || read != bytes.Length)
        {
            return null;
        }

        HMACSHA256.HashData(key, bytes[..ContentLength], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[ContentLength..]))
        {
            return null;
        }

        var with = new Guid(bytes.Slice(IdLength, IdLength), bigEndian: true);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes[(2 * IdLength)..]));
        return now >= expiresAt
            ? null
            : new ReportLink(new EditionId(new Guid(bytes[..IdLength], bigEndian: true)), with == Guid.Empty ? null : new EditionId(with), expiresAt);
    }
}
