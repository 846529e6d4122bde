using System.Globalization;
using System.Text;

namespace BusinessFocus.Domain.Texts;

/// <summary>Text as it is looked for: whoever types "oberg" finds Öberg, "strom" Strøm, and the order of the words does not matter.</summary>
public static class SearchText
{
    /// <summary>In small letters, without accents, dots and rings; what is no letter or digit is a space.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in VisibleText.Plain(text).ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            // O'Brien is found as obrien.
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark || letter is '\'' or '’')
            {
                continue;
            }

            // These are letters of their own and do not come apart.
            _ = letter switch
            {
                'ø' => plain.Append('o'),
                'đ' or 'ð' => plain.Append('d'),
                'ł' => plain.Append('l'),
                'ı' => plain.Append('i'),
                'æ' => plain.Append("ae"),
                'œ' => plain.Append("oe"),
                'ß' => plain.Append("ss"),
                'þ' => plain.Append("th"),
                _ when char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) => plain.Append(letter),
                _ => plain.Append(' '),
            };
        }

        return plain.ToString();
    }

    /// <summary>What somebody typed, word by word.</summary>
    public static IReadOnlyList<string> WordsOf(string typed) => Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether each word is somewhere in the text, also as a part of a word.</summary>
    /// <param name="words">As <see cref="WordsOf"/> has them.</param>
    public static bool HasAll(string text, IReadOnlyList<string> words)
    {
        var plain = Of(text);
        return words.All(word => plain.Contains(word, StringComparison.Ordinal));
    }
}
