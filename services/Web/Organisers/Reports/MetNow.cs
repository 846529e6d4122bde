using BusinessFocus.Client.Generated.Models;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>How many companies of the municipality's register were met, as the report tells it.</summary>
/// <param name="Editions">In how many of the last editions a company has to have been met.</param>
/// <param name="Rows">First the whole register, then by postal town and by size.</param>
public sealed record MetNow(int Editions, IReadOnlyList<MetNow.Row> Rows)
{
    /// <param name="By">total, area or size.</param>
    /// <param name="Last">As of the edition before; null where there was none.</param>
    public sealed record Row(string By, string? Group, Numbers Numbers, Numbers? Last);

    /// <param name="FirstMet">Met in the edition, and in none before.</param>
    public sealed record Numbers(int Companies, int Met, int NeverMet, int FirstMet);

    public Numbers Total => Rows[0].Numbers;

    public Numbers? LastTotal => Rows[0].Last;

    /// <summary>The towns in which most have never been met first, then the sizes, the smallest first.</summary>
    public IEnumerable<(string By, IReadOnlyList<Row> Rows)> Groups =>
    [
        ("area", [.. Rows.Where(row => row.By == "area").OrderByDescending(row => row.Numbers.NeverMet).ThenBy(row => row.Group, StringComparer.CurrentCulture)]),
        ("size", [.. Rows.Where(row => row.By == "size").OrderBy(row => ReportWords.SizeRank(row.Group ?? ""))]),
    ];

    /// <returns>Null where there is no register.</returns>
    public static MetNow? Of(EditionReport report) => report.MetCompanies is { Rows: { Count: > 0 } rows } told
        ? new MetNow(told.Editions ?? 0, [.. rows.Select(row => new Row(row.By ?? "", row.Group, Of(row.Numbers), row.Last is { } last ? Of(last) : null))])
        : null;

    private static Numbers Of(MetNumbers? numbers) => new(numbers?.Companies ?? 0, numbers?.Met ?? 0, numbers?.NeverMet ?? 0, numbers?.FirstMet ?? 0);
}
