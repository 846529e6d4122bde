using BusinessFocus.Contracts;
using Marten;

namespace BusinessFocus.Feedback.Surveys;

public static class KnownEditions
{
    /// <summary>The edition by its id or slug; null when nothing has been heard of it.</summary>
    public static async Task<EditionId?> FindEditionAsync(this IQuerySession reads, string idOrSlug, CancellationToken cancellationToken)
    {
        var surveys = reads.Query<Survey>().Where(survey => survey.Facts != null);
        var found = await (Guid.TryParse(idOrSlug, out var id) ? surveys.Where(survey => survey.EditionId == id) : surveys.Where(survey => survey.Facts!.EditionSlug == idOrSlug))
            .Select(survey => survey.Facts!)
            .FirstOrDefaultAsync(cancellationToken);
        return found?.EditionId;
    }

    /// <summary>What is known of an edition's activities; what stands for the whole of it is none of them.</summary>
    public static async Task<IReadOnlyList<SurveyedActivity>> ActivitiesOfAsync(this IQuerySession reads, EditionId edition, CancellationToken cancellationToken) =>
        [.. (await reads.Query<Survey>().Where(survey => survey.EditionId == edition.Value && survey.Facts != null).Select(survey => survey.Facts!).ToListAsync(cancellationToken))
            .Where(facts => facts.Audience is null)];
}
