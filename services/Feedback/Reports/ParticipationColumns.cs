using System.Globalization;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Feedback.Reports;

/// <summary>Who took part, as columns of a report's table: in columns of their own, for people are not answers.</summary>
public static class ParticipationColumns
{
    private static readonly (string Name, Func<ParticipationNumbers, int> Of)[] All =
    [
        ("registrations", numbers => numbers.Registrations),
        ("seats", numbers => numbers.Seats),
        ("came", numbers => numbers.Came),
        ("walkIns", numbers => numbers.WalkIns),
        ("didNotCome", numbers => numbers.DidNotCome),
        ("mayStillCome", numbers => numbers.MayStillCome),
        ("companies", numbers => numbers.Companies),
        ("companiesThatCame", numbers => numbers.CompaniesThatCame),
        ("firstTimeCompanies", numbers => numbers.FirstTimeCompanies),
        ("visits", numbers => numbers.Visits),
        ("conversations", numbers => numbers.Conversations),
    ];

    public static IEnumerable<string> Names => [.. All.Select(column => $"participation.{column.Name}"), .. All.Select(column => $"participation.last.{column.Name}")];

    public static IEnumerable<string?> Of(ParticipationCount? count) => [.. CellsOf(count?.Numbers), .. CellsOf(count?.Last)];

    private static IEnumerable<string?> CellsOf(ParticipationNumbers? numbers) =>
        All.Select(column => numbers is null ? null : column.Of(numbers).ToString(CultureInfo.InvariantCulture));
}
