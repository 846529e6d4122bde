using System.Buffers;
using System.Buffers.Text;

namespace BusinessFocus.Domain.Tokens;

/// <summary>An id and its signature as one word, base64url, fit for an address: nobody makes it without the key, and it is stored nowhere.</summary>
public static class SignedId
{
    private const int IdLength = 16;

    public static string Of(Guid id, byte[] key) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true)) + ManageToken.For(id, key);

    /// <summary>Which id; null for a word that was not made with this key.</summary>
    public static Guid? Read(string word, byte[] key)
    {
        Span<byte> bytes = stackalloc byte[IdLength];
        var length = Base64Url.GetEncodedLength(IdLength);
        return word.Length > length
            && Base64Url.DecodeFromChars(word.AsSpan(0, length), bytes, out _, out var read) == OperationStatus.Done && read == IdLength
            && new Guid(bytes, bigEndian: true) is var id && ManageToken.IsRight(word[length..], id, key)
            ? id
            : null;
    }

    /// <summary>Which id; null for a word that was made with none of these keys.</summary>
    public static Guid? Read(string word, IReadOnlyList<byte[]> keys) => keys.Select(key => Read(word, key)).FirstOrDefault(id => id is not null);
}
