using CsCheck;

namespace BusinessFocus.ServiceDefaults.Tests.Calendars;

/// <summary>Texts as people write them and as nobody should: letters of all kinds, emoji of many parts, control characters, halves of characters.</summary>
internal static class AnyText
{
    private static readonly string[] Characters =
        ["å", "Ö", "é", "e\u0301", "ß", "€", "字", "한", "ا", "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇸🇪", "👍🏽", "\u200D", "\u200B", "\u202E", "\uFEFF", "\u00A0"];

    private static readonly string[] Signs = ["\\", ";", ",", ":", "\"", "'", "^", "=", "%", "#", "?", "&", "<", "\\n", "^n", "END:VEVENT", "\r\nX-EVIL:1", "\nX-EVIL:1"];

    private static readonly string[] Controls =
        ["\r", "\n", "\r\n", "\t", "\0", "\a", "\u000B", "\f", "\u001B", "\u001C", "\u007F", "\u0085", "\u009B", "\u2028", "\u2029"];

    private static readonly string[] Halves = ["\uD83D", "\uDE00"];

    private static readonly Gen<string> Letter = Gen.Char['a', 'z'].Select(letter => letter.ToString());

    /// <summary>What a text can be.</summary>
    public static Gen<string> Anything { get; } = Of(Gen.Frequency(
        (8, Letter), (4, OneOf(Characters)), (2, OneOf(Signs)), (2, OneOf(Controls)), (1, OneOf(Halves))));

    /// <summary>What people write: the lines of a text, its signs, and whatever language.</summary>
    public static Gen<string> Sensible { get; } = Of(Gen.Frequency(
        (8, Letter), (4, OneOf("å", "Ö", "字", "😀", "👩‍👩‍👧‍👦", "🇸🇪")), (2, OneOf(" ", ";", ",", ":", "'", "\n", "END:VEVENT"))))
        .Select(text => text.Trim());

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static Gen<string> Of(Gen<string> part) => part.Array[1, 150].Select(string.Concat);
}
