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
}
