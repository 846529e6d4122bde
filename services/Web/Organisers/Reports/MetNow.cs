using System.Text.Json;
using BusinessFocus.Client.Generated.Models;
using Microsoft.Kiota.Abstractions.Serialization;

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

    /// <summary>Of the report as it came, with what the client has no name for yet too.</summary>
    /// <returns>Null where there is no register.</returns>
    public static async Task<MetNow?> OfAsync(EditionReport report, CancellationToken cancellationToken)
    {
        using var text = JsonDocument.Parse(await KiotaJsonSerializer.SerializeAsStringAsync(report, false, cancellationToken));
        return text.RootElement.TryGetProperty("metCompanies", out var told) && told.Deserialize<MetNow>(JsonSerializerOptions.Web) is { Rows.Count: > 0 } met ? met : null;
    }
}
