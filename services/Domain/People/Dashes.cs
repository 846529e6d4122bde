using System.Buffers;

namespace BusinessFocus.Domain.People;

public static class Dashes
{
    private static readonly SearchValues<char> Others = SearchValues.Create("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\uFE58\uFE63\uFF0D");

    /// <summary>The many signs that word processors and phones write for a hyphen, as one.</summary>
    public static string AsHyphens(string text)
    {
        if (!text.AsSpan().ContainsAny(Others))
        {
            return text;
        }

        return string.Create(text.Length, text, (characters, written) =>
        {
            for (var i = 0; i < written.Length; i++)
            {
                characters[i] = Others.Contains(written[i]) ? '-' : written[i];
            }
        });
    }
}
