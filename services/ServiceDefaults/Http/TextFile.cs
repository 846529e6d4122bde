using System.Text;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>The text of a file that people's systems wrote, whatever the encoding.</summary>
public static class TextFile
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// By the byte order mark; else UTF-16 where every other byte is empty, as it is for letters of our alphabets; else UTF-8;
    /// else Windows-1252, which is Latin-1 with more signs, and in which every byte is a character.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> file) =>
        Marked(file, Encoding.UTF8)
        ?? Marked(file, Encoding.Unicode)
        ?? Marked(file, Encoding.BigEndianUnicode)
        ?? Unmarked(file);

    private static string? Marked(ReadOnlySpan<byte> file, Encoding encoding) =>
        file.StartsWith(encoding.Preamble) ? encoding.GetString(file[encoding.Preamble.Length..]) : null;

    private static string Unmarked(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, 1_000)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            _ = start[i] != 0 ? 0 : i % 2 == 0 ? even++ : odd++;
        }

        if (file.Length % 2 == 0 && Math.Max(even, odd) > start.Length / 4)
        {
            return (odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(file);
        }

        try
        {
            return StrictUtf8.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }
}
