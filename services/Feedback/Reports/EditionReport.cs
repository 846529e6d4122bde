using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using Marten;

namespace BusinessFocus.Feedback.Reports;

/// <summary>What an edition came to, as those who came see it.</summary>
/// <param name="Total">The edition as a whole.</param>
public sealed record EditionReport(
    EditionId EditionId,
    string Slug,
    Figures Total,
    IReadOnlyList<ActivityFigures> Activities,
    IReadOnlyDictionary<ActivityKind, Figures> Kinds,
    IReadOnlyDictionary<string, Figures> Topics)
{
    /// <summary>Counts from what there is now.</summary>
    public static EditionReport Of(EditionId edition, IReadOnlyList<(Guid Id, ActivityFacts Facts)> activities, IReadOnlyList<GroupResult> results)
    {
        var of = results.ToDictionary(result => result.Group);
        return new EditionReport(
            edition,
            activities.Select(activity => activity.Facts.EditionSlug).FirstOrDefault() ?? "",
            FiguresOf(Group.WholeEdition),
            activities
                .OrderBy(activity => activity.Facts.Title.Sv, StringComparer.Ordinal)
                .Select(activity => new ActivityFigures(
                    new ActivityId(activity.Id), activity.Facts.Title, activity.Facts.Kind, FiguresOf(Group.Of(new ActivityId(activity.Id)))))
                .ToList(),
            activities.Select(activity => activity.Facts.Kind).Distinct().ToDictionary(kind => kind, kind => FiguresOf(new(Dimension.Kind, kind.ToString()))),
            results.Where(result => result.Group.Dimension == Dimension.Topic).ToDictionary(result => result.Group.Value, Figures.Of));

        Figures FiguresOf(Group group) => Figures.Of(of.GetValueOrDefault(group) ?? new GroupResult { EditionId = edition.Value, Group = group });
    }

    /// <returns>The report of an edition by its id or slug; null when nothing is known of it.</returns>
    public static async Task<EditionReport?> ReadAsync(IQuerySession reads, string idOrSlug, CancellationToken cancellationToken)
    {
        var surveys = reads.Query<Survey>().Where(survey => survey.Facts != null);
        var known = await (Guid.TryParse(idOrSlug, out var id) ? surveys.Where(survey => survey.EditionId == id) : surveys.Where(survey => survey.Facts!.EditionSlug == idOrSlug))
            .Select(survey => new { survey.Id, survey.Facts })
            .ToListAsync(cancellationToken);
        if (known.Count == 0)
        {
            return null;
        }

        var edition = known[0].Facts!.EditionId;
        var results = await reads.Query<GroupResult>().Where(result => result.EditionId == edition.Value).ToListAsync(cancellationToken);
        return Of(edition, [.. known.Select(each => (each.Id, each.Facts!))], results);
    }
}

public sealed record ActivityFigures(ActivityId ActivityId, LocalizedText Title, ActivityKind Kind, Figures Figures);
