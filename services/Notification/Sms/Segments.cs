using System.Globalization;
using System.Text;

namespace BusinessFocus.Notifications.Sms;

/// <summary>A text as it goes to a phone.</summary>
/// <param name="IsGsm7">Whether every character is in the phone's own alphabet (GSM 03.38); else it goes as UCS-2, which holds less than half.</param>
/// <param name="Count">How many messages it takes, each of which costs.</param>
public sealed record SegmentedText(string Text, bool IsGsm7, int Count);

/// <summary>
/// How texts are cut into messages: 160 characters of GSM 03.38 or 70 of UCS-2, a little less in each of several, which tell how
/// they belong together. What takes two (an extension character, a surrogate pair) is never split between two messages.
/// </summary>
public static class Segments
{
    private const int Gsm7Alone = 160;
    private const int Gsm7Together = 153;
    private const int Ucs2Alone = 70;
    private const int Ucs2Together = 67;

    private static readonly HashSet<char> Basic =
    [
        .. "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
    ];

    /// <summary>Those that are written as an escape and another character, and count two.</summary>
    private static readonly HashSet<char> Extension = [.. "\f^{}\\[~]|€"];

    /// <summary>What print shops have and phones have not, and what says the same there.</summary>
    private static readonly Dictionary<char, string> Neighbours = new()
    {
        ['–'] = "-",
        ['—'] = "-",
        ['‐'] = "-",
        ['‑'] = "-",
        ['−'] = "-",
        ['•'] = "-",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['«'] = "\"",
        ['»'] = "\"",
        ['‘'] = "'",
        ['’'] = "'",
        ['‚'] = "'",
        ['´'] = "'",
        ['`'] = "'",
        ['…'] = "...",
        ['\t'] = " ",
        ['\u00a0'] = " ",
        ['\u2009'] = " ",
        ['\u202f'] = " ",
    };

    public static SegmentedText Of(string text)
    {
        var isGsm7 = text.All(IsGsm7);
        var (alone, together) = isGsm7 ? (Gsm7Alone, Gsm7Together) : (Ucs2Alone, Ucs2Together);
        var (all, count, room) = (0, 1, together);
        foreach (var rune in text.EnumerateRunes())
        {
            var size = isGsm7 && Extension.Contains((char)rune.Value) ? 2 : rune.Utf16SequenceLength;
            all += size;
            if (size > room)
            {
                (count, room) = (count + 1, together);
            }

            room -= size;
        }

        return new SegmentedText(text, isGsm7, all <= alone ? 1 : count);
    }

    /// <summary>
    /// The text in at most so many messages: in the phone's own alphabet where typographic characters alone stood in the way,
    /// and cut at a word where it is too long. A link at its end is never cut, and is alone what can make it longer still.
    /// </summary>
    public static SegmentedText Fit(string text, int most)
    {
        var whole = Of(InOwnAlphabet(text.Normalize(NormalizationForm.FormC)));
        if (whole.Count <= most)
        {
            return whole;
        }

        var (words, end) = Split(whole.Text);
        end = (whole.IsGsm7 ? "..." : "…") + end;
        var fits = CutsOf(words).Select(cut => Of(words[..cut] + end)).FirstOrDefault(shorter => shorter.Count <= most);
        return fits ?? Of(end);
    }

    private static string InOwnAlphabet(string text)
    {
        var replaced = string.Concat(text.Select(character => Neighbours.GetValueOrDefault(character) ?? character.ToString()));
        return replaced.All(IsGsm7) ? replaced : text;
    }

    private static bool IsGsm7(char character) => Basic.Contains(character) || Extension.Contains(character);

    /// <summary>What can be cut, and the link that cannot, with the space before it.</summary>
    private static (string Words, string End) Split(string text)
    {
        var last = text.LastIndexOf(' ');
        return last >= 0 && Uri.TryCreate(text[(last + 1)..], UriKind.Absolute, out var link) && link.Scheme is "http" or "https"
            ? (text[..last], text[last..])
            : (text, "");
    }

    /// <summary>Where words end, the last first; then, for a word that alone is too long, where characters do as readers see them.</summary>
    private static IEnumerable<int> CutsOf(string words) =>
        Enumerable.Range(0, words.Length).Reverse().Where(at => at > 0 && char.IsWhiteSpace(words[at]) && !char.IsWhiteSpace(words[at - 1]))
            .Concat(StringInfo.ParseCombiningCharacters(words).Reverse().Where(at => at > 0));
}
