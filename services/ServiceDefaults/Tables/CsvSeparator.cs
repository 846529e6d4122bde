namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>What separates the cells of a file: comma, semicolon or tab.</summary>
internal static class CsvSeparator
{
    /// <summary>Names of columns hold no separators unless they are quoted, so the header tells which one it is.</summary>
    public static char In(string header)
    {
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        var isQuoted = false;
        foreach (var character in header)
        {
            isQuoted ^= character == '"';
            if (!isQuoted && counts.TryGetValue(character, out var count))
            {
                counts[character] = count + 1;
            }
        }

        return counts.MaxBy(each => each.Value).Key;
    }

    /// <summary>What <c>sep=;</c> says, the line that spreadsheets understand before the header.</summary>
    public static char? HintIn(string line) =>
        line.Trim().Trim('"') is { Length: 5 } hint && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? hint[4]
        : line.StartsWith("sep=\t", StringComparison.OrdinalIgnoreCase) ? '\t'
        : null;
}
