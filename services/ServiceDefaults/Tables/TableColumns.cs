using System.Globalization;
using System.Text;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>The columns that a table may have, and how people spell them: capitals, spaces, hyphens, dots and accents do not matter.</summary>
public sealed class TableColumns
{
    private const int OwnRank = -1;

    private readonly Dictionary<string, (string Name, int Rank)> spellings = [];
    private readonly bool keepsOthers;

    /// <param name="columns">Each by its name, with its other spellings: where a table has several of them, the first in this order counts.</param>
    /// <param name="needed">Those without which no row can be read.</param>
    /// <param name="keepsOthers">Whether a column with another header is kept under that.</param>
    public TableColumns(IReadOnlyDictionary<string, string[]> columns, IEnumerable<string> needed, bool keepsOthers = false)
    {
        this.keepsOthers = keepsOthers;
        Needed = needed.ToList();
        foreach (var (name, others) in columns)
        {
            var rank = 0;
            foreach (var spelling in others.Prepend(name))
            {
                spellings.Add(Fold(spelling), (name, rank++));
            }
        }
    }

    private TableColumns(TableColumns known, IReadOnlyDictionary<string, string> own)
    {
        (keepsOthers, Needed) = (known.keepsOthers, known.Needed);
        spellings = new(known.spellings);
        foreach (var (header, name) in own)
        {
            spellings[Fold(header)] = (name, OwnRank);
        }
    }

    public IReadOnlyList<string> Needed { get; }

    /// <summary>The same columns, with headers that somebody has of their own: they go before the ones that are known to all.</summary>
    /// <param name="own">The column by each header.</param>
    public TableColumns With(IReadOnlyDictionary<string, string> own) => own.Count == 0 ? this : new TableColumns(this, own);

    /// <summary>The column that a header names; null for one that nobody knows.</summary>
    public string? Of(string header) => spellings.TryGetValue(Fold(header), out var found) ? found.Name : keepsOthers && header.Length > 0 ? header : null;

    /// <summary>Which of several headers of the same column counts: the lowest.</summary>
    public int RankOf(string header) => spellings.TryGetValue(Fold(header), out var found) ? found.Rank : int.MaxValue;

    private static string Fold(string header)
    {
        var folded = new StringBuilder(header.Length);
        foreach (var character in header.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(character))
            {
                folded.Append(char.ToLower(character, CultureInfo.InvariantCulture));
            }
        }

        return folded.ToString();
    }
}
