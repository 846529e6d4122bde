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
/// The tokens of links to reports, for a browser without an account: signed with keys of their own (folder Feedback:Keys; all
/// instances share them), stored nowhere.
/// </summary>
public sealed class ReportLinks
{
    private const int IdLength = 16;
    private const int ContentLength = (2 * IdLength) + sizeof(long);

    private readonly Func<IReadOnlyList<byte[]>> keys;

    public ReportLinks(byte[] key) => keys = () => [key];

    public ReportLinks(RotatingKeys<byte[]> keys) => this.keys = () => keys.All;

    public string TokenOf(ReportLink link)
    {
        Span<byte> token = stackalloc byte[ContentLength + HMACSHA256.HashSizeInBytes];
        link.Edition.Value.TryWriteBytes(token, bigEndian: true, out _);
        (link.With?.Value ?? Guid.Empty).TryWriteBytes(token[IdLength..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[(2 * IdLength)..], link.ExpiresAt.ToUnixTimeSeconds());
        HMACSHA256.HashData(keys()[0], token[..ContentLength], token[ContentLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What it opens; null for one that we did not make, or that has expired.</summary>
    public ReportLink? Read(string token, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[ContentLength + HMACSHA256.HashSizeInBytes];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(token, bytes, out _, out var read) != OperationStatus.Done || read != bytes.Length)
        {
            return null;
        }

        if (!IsSigned(bytes))
        {
            return null;
        }

        var with = new Guid(bytes.Slice(IdLength, IdLength), bigEndian: true);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes[(2 * IdLength)..]));
        return now >= expiresAt
            ? null
            : new ReportLink(new EditionId(new Guid(bytes[..IdLength], bigEndian: true)), with == Guid.Empty ? null : new EditionId(with), expiresAt);
    }

    private bool IsSigned(ReadOnlySpan<byte> token)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys())
        {
            HMACSHA256.HashData(key, token[..ContentLength], signature);
            if (CryptographicOperations.FixedTimeEquals(signature, token[ContentLength..]))
            {
                return true;
            }
        }

        return false;
    }
}
