using System.Text;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>The text of a file that people's systems wrote, whatever the encoding. However long it is, little of it is held in memory.</summary>
public static class TextFile
{
    private const int BytesThatTell = 1_000;
    private const int BytesAtOnce = 64 * 1024;

    private static readonly Encoding[] Marked = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// By the byte order mark; else UTF-16 where every other byte is empty, as it is for Latin letters; else UTF-8;
    /// else Windows-1252, which is Latin-1 with more signs, and in which every byte is a character.
    /// </summary>
    /// <param name="file">Can be sought in: it is read once to tell the encoding, and again for its text.</param>
    public static async Task<StreamReader> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var start = new byte[BytesThatTell];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        var encoding = EncodingOf(start.AsSpan(0, read), file.Length)
            ?? (await IsUtf8Async(file, cancellationToken) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> start, long length)
    {
        foreach (var encoding in Marked)
        {
            if (start.StartsWith(encoding.Preamble))
            {
                return encoding;
            }
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            _ = start[i] != 0 ? 0 : i % 2 == 0 ? even++ : odd++;
        }

        return length % 2 == 0 && Math.Max(even, odd) > start.Length / 4 ? (odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode) : null;
    }

    private static async Task<bool> IsUtf8Async(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var (decoder, bytes, characters) = (StrictUtf8.GetDecoder(), new byte[BytesAtOnce], new char[BytesAtOnce + 1]);
        try
        {
            int read;
            do
            {
                read = await file.ReadAsync(bytes, cancellationToken);
                decoder.GetChars(bytes, 0, read, characters, 0, flush: read == 0);
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
