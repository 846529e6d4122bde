using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>Which companies are asked for, and in which order.</summary>
/// <param name="Area">In this town; null for all.</param>
/// <param name="Size">Of this size, as the interface names it; null for all.</param>
/// <param name="Editions">In how many of the last editions nobody has met them.</param>
/// <param name="From">How many were on the pages before.</param>
public sealed record NeverMetFilter(string? Area, string? Size, int Editions, string SortBy, int From)
{
    public const string AreaField = "ort";
    public const string SizeField = "storlek";
    public const string EditionsField = "upplagor";
    public const string SortField = "ordning";
    public const string FromField = "fran";

    public const string ByName = "namn";
    public const string ByArea = "ort";
    public const string BySize = "storlek";

    /// <summary>What the report counts by too.</summary>
    private const int Usual = 3;

    public static IReadOnlyList<int> Spans { get; } = [1, 2, Usual, 5, 10];

    public static NeverMetFilter All { get; } = new(null, null, Usual, ByName, 0);

    public static NeverMetFilter Of(IQueryCollection query) => new(
        Filled(query[AreaField]),
        Filled(query[SizeField]) is { } size && Sizes.Contains(size) ? size : null,
        int.TryParse(query[EditionsField], out var editions) && Spans.Contains(editions) ? editions : Usual,
        Filled(query[SortField]) is ByArea or BySize ? query[SortField].ToString() : ByName,
        int.TryParse(query[FromField], out var from) ? Math.Max(0, from) : 0);

    /// <param name="more">Below the page.</param>
    public string Address(string? edition, string more = "")
    {
        var asked = new List<string>();
        Add(AreaField, Area);
        Add(SizeField, Size);
        Add(EditionsField, Editions == Usual ? null : Editions.ToString(CultureInfo.InvariantCulture));
        Add(SortField, SortBy == ByName ? null : SortBy);
        Add(FromField, From == 0 ? null : From.ToString(CultureInfo.InvariantCulture));
        return ChosenEdition.Link($"{ShowNeverMet.Path}{more}{(asked.Count == 0 ? "" : "?")}{string.Join('&', asked)}", edition);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                asked.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    private static IReadOnlyList<string> Sizes { get; } = ["sole", "micro", "small", "medium", "large", NeverMetList.Unknown];

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The companies of the register that nobody has met, as an organiser looks through them.</summary>
/// <param name="Figures">Of the whole register, by town, by size, and by both.</param>
/// <param name="Companies">Those of the chosen town and size; empty where they are too many to be read.</param>
public sealed record NeverMetList(IReadOnlyList<MetFigures> Figures, IReadOnlyList<KnownCompanyView> Companies, NeverMetFilter Filter)
{
    public const string Unknown = "unknown";
    public const int PerPage = 100;

    /// <summary>More than that nobody looks through: a town or a size is chosen first, or the table is taken.</summary>
    public const int Most = 2_000;

    public static NeverMetList Nothing { get; } = new([], [], NeverMetFilter.All);

    /// <summary>Of the whole register; null where there is none.</summary>
    public MetFigures? Register => Row(Figures, null, null) is { Companies: > 0 } all ? all : null;

    /// <summary>Of the chosen town and size.</summary>
    public int Count => CountOf(Figures, Filter);

    public bool IsTooLong => Count > Most;

    /// <summary>Those with somebody never met, the one with most of them first.</summary>
    public IEnumerable<(string Key, int Count)> Areas => Figures
        .Where(row => row.Area is not null && row.Size == Filter.Size && (row.NeverMet > 0 || IsSame(row.Area, Filter.Area)))
        .OrderByDescending(row => row.NeverMet).ThenBy(row => row.Area, StringComparer.CurrentCulture)
        .Select(row => (row.Area!, row.NeverMet ?? 0));

    /// <summary>The smallest first.</summary>
    public IEnumerable<(string Key, int Count)> Sizes => Figures
        .Where(row => row.Size is not null && IsSame(row.Area, Filter.Area) && (row.NeverMet > 0 || row.Size == Filter.Size))
        .OrderBy(row => ReportWords.SizeRank(row.Size!))
        .Select(row => (row.Size!, row.NeverMet ?? 0));

    public IReadOnlyList<KnownCompanyView> Page => [.. Sorted.Skip(Filter.From).Take(PerPage)];

    public static int CountOf(IReadOnlyList<MetFigures> figures, NeverMetFilter filter) => Row(figures, filter.Area, filter.Size)?.NeverMet ?? 0;

    public bool IsChosen(string area) => IsSame(area, Filter.Area);

    private IEnumerable<KnownCompanyView> Sorted
    {
        get
        {
            var swedish = StringComparer.Create(new CultureInfo("sv-SE"), ignoreCase: true);
            return (Filter.SortBy switch
            {
                NeverMetFilter.ByArea => Companies.OrderBy(company => company.Area is null).ThenBy(company => company.Area, swedish),
                NeverMetFilter.BySize => Companies.OrderBy(company => company.Employees is null).ThenByDescending(company => company.Employees),
                _ => Companies.OrderBy(company => company.Name is null),
            }).ThenBy(company => company.Name, swedish).ThenBy(company => company.Id, StringComparer.Ordinal);
        }
    }

    private static MetFigures? Row(IReadOnlyList<MetFigures> figures, string? area, string? size) =>
        figures.FirstOrDefault(row => IsSame(row.Area, area) && row.Size == size);

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
