using System.Text.Json;
using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Participation;

/// <summary>What an association's members booked and came to, in numbers that tell of none of them.</summary>
/// <param name="Association">Its client name.</param>
/// <param name="EditionId">The edition.</param>
/// <param name="Fewest">
/// Of how many different members every number is at least, also where one is taken from another; what is of fewer is left out, and some that is of more,
/// so that it cannot be reckoned.
/// </param>
/// <param name="Total">Of the whole edition; left out where it is of too few.</param>
/// <param name="Rows">By kind of activity, and in each by the first of the activity's topics; those of too few are left out.</param>
public sealed record AssociationReachView(string Association, EditionId EditionId, int Fewest, ReachTotal? Total, IReadOnlyList<ReachRow> Rows);

/// <summary>What the members did in the whole edition.</summary>
/// <param name="Members">How many different members have seats.</param>
/// <param name="Seats">How many seats they have.</param>
/// <param name="MembersThatCame">Of how many different members somebody came; left out where it would tell of too few.</param>
/// <param name="Came">How many came; left out where it would tell of too few.</param>
public sealed record ReachTotal(int Members, int Seats, int? MembersThatCame, int? Came);

/// <summary>What the members did at the activities of a kind, or at those of a kind about one topic.</summary>
/// <param name="Kind">The kind of activity; "unknown" where it was not told.</param>
/// <param name="Topic">The key of the first of the activities' topics, "none" where they have none; left out for the whole kind.</param>
/// <param name="Seats">How many seats they have.</param>
/// <param name="Came">How many came; left out where it would tell of too few.</param>
public sealed record ReachRow(string Kind, string? Topic, int Seats, int? Came);

/// <summary>
/// Counts an association's members, so that no number, and no difference of two, is of one to six of them. The groups divide: the edition into kinds, a
/// kind into first topics. Of what is shown, whatever is left over in the whole is of nobody or of seven and more; where it is not, the smallest part is
/// left out too. The same for who came, and for who did not. What was shown at another time is not remembered.
/// </summary>
public static class AssociationReach
{
    public const int Fewest = 7;

    private delegate IEnumerable<Row> Measure(IEnumerable<Row> rows);

    private static readonly Measure Seats = rows => rows;
    private static readonly Measure Came = rows => rows.Where(row => row.Came > 0);
    private static readonly Measure Away = rows => rows.Where(row => row.Came < row.Seats);

    public static AssociationReachView Of(string association, EditionTally edition, Func<string, IEnumerable<string>> associationsOf)
    {
        var rows = edition.Activities.SelectMany(activity => activity.Parts
            .Where(part => part.Company?.Key is { } company && associationsOf(company).Contains(association, StringComparer.Ordinal))
            .Select(part => new Row(
                activity.Terms.Kind is { } kind ? JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) : "unknown",
                activity.Topics.Count > 0 ? activity.Topics[0] : "none",
                part.Company!.Key!,
                part.Seats,
                part.Came))).ToList();
        if (!IsEnough(Seats, rows))
        {
            return new AssociationReachView(association, edition.Id, Fewest, null, []);
        }

        var came = CanTellWhoCame(rows);
        var (members, membersThatCame) = (CompaniesIn(rows), CompaniesIn(Came(rows)));
        var shown = Divide(rows, came, row => row.Kind)
            .SelectMany(kind => Divide(kind.Rows, kind.Came, row => row.Topic)
                .Select(topic => RowOf(kind.Name, topic.Name, topic.Rows, topic.Came))
                .Prepend(RowOf(kind.Name, null, kind.Rows, kind.Came)));
        return new AssociationReachView(
            association,
            edition.Id,
            Fewest,
            new ReachTotal(
                members,
                rows.Sum(row => row.Seats),
                came && members - membersThatCame is 0 or >= Fewest ? membersThatCame : null,
                came ? rows.Sum(row => row.Came) : null),
            [.. shown]);
    }

    private static ReachRow RowOf(string kind, string? topic, IReadOnlyList<Row> rows, bool came) =>
        new(kind, topic, rows.Sum(row => row.Seats), came ? rows.Sum(row => row.Came) : null);

    /// <summary>The parts of a whole that is shown, and of which of them is told who came.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<Row> Rows, bool Came)> Divide(IReadOnlyList<Row> whole, bool came, Func<Row, string> by)
    {
        var parts = whole.GroupBy(by, StringComparer.Ordinal).Select(part => (Name: part.Key, Rows: (IReadOnlyList<Row>)part.ToList())).ToList();
        var shown = Show(parts.Where(part => IsEnough(Seats, part.Rows)), Seats);
        var told = came ? Show(shown.Where(part => CanTellWhoCame(part.Rows)), Came, Away) : [];
        return shown.OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => (part.Name, part.Rows, told.Any(each => each.Name == part.Name)));

        List<(string Name, IReadOnlyList<Row> Rows)> Show(IEnumerable<(string Name, IReadOnlyList<Row> Rows)> possible, params Measure[] measures)
        {
            var left = possible.OrderByDescending(part => CompaniesIn(measures[0](part.Rows))).ThenBy(part => part.Name, StringComparer.Ordinal).ToList();
            while (left.Count > 0)
            {
                var names = left.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
                var rest = whole.Where(row => !names.Contains(by(row))).ToList();
                if (Array.TrueForAll(measures, measure => IsNoneOrEnough(measure, rest)))
                {
                    break;
                }

                left.RemoveAt(left.Count - 1);
            }

            return left;
        }
    }

    /// <summary>Neither those who came are few, nor those who did not, who are the difference.</summary>
    private static bool CanTellWhoCame(IReadOnlyList<Row> rows) => IsEnough(Came, rows) && IsNoneOrEnough(Away, rows);

    private static bool IsEnough(Measure measure, IEnumerable<Row> rows) => CompaniesIn(measure(rows)) >= Fewest;

    private static bool IsNoneOrEnough(Measure measure, IEnumerable<Row> rows) => CompaniesIn(measure(rows)) is 0 or >= Fewest;

    private static int CompaniesIn(IEnumerable<Row> rows) => rows.Select(row => row.Company).Distinct(StringComparer.Ordinal).Count();

    private sealed record Row(string Kind, string Topic, string Company, int Seats, int Came);
}
