namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>Which character separates the columns of a file that people's systems wrote: comma, semicolon or tab.</summary>
public static class CsvSeparator
{
    /// <summary>Names of columns hold no separators, so the header tells which one it is.</summary>
    public static char Of(string text)
    {
        var header = text.AsSpan(0, text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? end : text.Length);
        var best = ',';
        foreach (var candidate in (ReadOnlySpan<char>)[';', '\t'])
        {
            best = header.Count(candidate) > header.Count(best) ? candidate : best;
        }

        return best;
    }
}
