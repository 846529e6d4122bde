using System.Text;

namespace BusinessFocus.Domain.Texts;

/// <summary>
/// Text as a person sees it. What has no width (zero-width spaces, byte order marks, soft hyphens), what only turns the direction
/// of writing, and the two ways to write one letter (Unicode's NFC) make two texts of one that nobody can tell apart.
/// </summary>
public static class VisibleText
{
    private const char Joiner = '\u200D';
    private const char NonJoiner = '\u200C';

    /// <summary>Everything before it is seen, and composed.</summary>
    private const char FirstUnseen = '\u00AD';

    /// <summary>
    /// The text without what nobody sees. Joiners stay between signs that they join: emoji (👩‍💻), and letters of scripts that
    /// are written with them; never beside Latin, Greek or Cyrillic letters, digits, spaces and punctuation.
    /// </summary>
    public static string Of(string text) => text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstUnseen - 1)) < 0 ? text : Strip(text, keepJoiners: true);

    /// <summary>The same without any joiner, for what is compared and not read; compatible forms are one (NFKC): ＠ is @.</summary>
    public static string Plain(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange('\0', (char)('\u00A0' - 1)) < 0 ? text : Strip(text, keepJoiners: false).Normalize(NormalizationForm.FormKC);

    private static string Strip(string text, bool keepJoiners)
    {
        var seen = new StringBuilder(text.Length);
        var (last, inFlag) = (0, false);
        for (var i = 0; i < text.Length;)
        {
            // Half a character becomes the sign for one that cannot be shown.
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            i += length;
            // A region's flag (🏴󠁧󠁢󠁥󠁮󠁧󠁿) is written with tags, which are nothing by themselves.
            inFlag = rune.Value == 0x1F3F4 || (inFlag && IsTag(rune.Value));
            var isKept = rune.Value is Joiner or NonJoiner
                ? keepJoiners && IsJoined(last) && i < text.Length && IsJoined(RuneAt(text, i).Value)
                : !IsUnseen(rune.Value) || (inFlag && IsTag(rune.Value));
            if (isKept)
            {
                seen.Append(rune.ToString());
                last = rune.Value;
            }
        }

        return seen.ToString().Normalize(NormalizationForm.FormC);
    }

    private static Rune RuneAt(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    private static bool IsJoined(int character) => character is >= 0x0590 and not (>= 0x2000 and <= 0x206F) && !IsUnseen(character);

    private static bool IsTag(int character) => character is >= 0xE0020 and <= 0xE007F;

    /// <summary>What Unicode calls default ignorable, without the joiners and what chooses a picture's form (variation selectors).</summary>
    private static bool IsUnseen(int character) => character is
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x200B or 0x200E or 0x200F or 0x3164 or 0xFEFF or 0xFFA0
        or (>= 0x180B and <= 0x180F)
        or (>= 0x202A and <= 0x202E)
        or (>= 0x2060 and <= 0x206F)
        or (>= 0xFFF0 and <= 0xFFFB)
        or (>= 0x1BCA0 and <= 0x1BCA3)
        or (>= 0x1D173 and <= 0x1D17A)
        or (>= 0xE0000 and <= 0xE0FFF and not (>= 0xE0100 and <= 0xE01EF));
}
