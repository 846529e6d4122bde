using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Measures;
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
    public static EditionReport Of(EditionId edition, IReadOnlyList<Survey> surveys, IReadOnlyList<Response> responses)
    {
        var answers = responses.ToLookup(response => response.ActivityId.Value, response => response.Scores);
        var facts = surveys.Where(survey => survey.Facts is not null).OrderBy(survey => survey.Facts!.Title.Sv, StringComparer.Ordinal).ToList();
        return new EditionReport(
            edition,
            facts.FirstOrDefault()?.Facts!.EditionSlug ?? "",
            FiguresOf(facts),
            facts.Select(survey => new ActivityFigures(new ActivityId(survey.Id), survey.Facts!.Title, survey.Facts.Kind, FiguresOf([survey]))).ToList(),
            facts.GroupBy(survey => survey.Facts!.Kind).ToDictionary(group => group.Key, group => FiguresOf(group.ToList())),
            facts.SelectMany(survey => survey.Facts!.Topics.Select(topic => (Topic: topic, Survey: survey)))
                .GroupBy(each => each.Topic, each => each.Survey)
                .ToDictionary(group => group.Key, group => FiguresOf(group.ToList())));

        Figures FiguresOf(IReadOnlyList<Survey> some) =>
            Figures.Of(some.Sum(survey => survey.Invited.Count), some.SelectMany(survey => answers[survey.Id]).ToList());
    }

    /// <returns>The report of an edition by its id or slug; null when nothing is known of it.</returns>
    public static async Task<EditionReport?> ReadAsync(IQuerySession reads, string idOrSlug, CancellationToken cancellationToken)
    {
        var surveys = Guid.TryParse(idOrSlug, out var id)
            ? await reads.Query<Survey>().Where(survey => survey.EditionId == id).ToListAsync(cancellationToken)
            : await reads.Query<Survey>().Where(survey => survey.Facts!.EditionSlug == idOrSlug).ToListAsync(cancellationToken);
        if (surveys.Count == 0)
        {
            return null;
        }

        var edition = surveys[0].EditionId!.Value;
        var responses = await reads.Query<Response>().Where(response => response.EditionId == edition).ToListAsync(cancellationToken);
        return Of(new EditionId(edition), surveys, responses);
    }
}

public sealed record ActivityFigures(ActivityId ActivityId, LocalizedText Title, ActivityKind Kind, Figures Figures);
