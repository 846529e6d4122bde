using System.Globalization;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Feedback.Reports;

/// <summary>How many companies were met, as columns of a report's table: in columns of their own, for a company of the register need not have taken part.</summary>
public static class MetCompaniesColumns
{
    private static readonly (string Name, Func<MetNumbers, int> Of)[] All =
    [
        ("companies", numbers => numbers.Companies),
        ("met", numbers => numbers.Met),
        ("neverMet", numbers => numbers.NeverMet),
        ("firstMet", numbers => numbers.FirstMet),
    ];

    public static IEnumerable<string> Names => [.. All.Select(column => $"metCompanies.{column.Name}"), .. All.Select(column => $"metCompanies.last.{column.Name}")];

    public static IEnumerable<string?> Of(MetCompaniesCount? count) => [.. CellsOf(count?.Numbers), .. CellsOf(count?.Last)];

    private static IEnumerable<string?> CellsOf(MetNumbers? numbers) =>
        All.Select(column => numbers is null ? null : column.Of(numbers).ToString(CultureInfo.InvariantCulture));
}
