using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Reports;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Tokens;
using Marten;

namespace BusinessFocus.Feedback;

/// <summary>Whose edition the things are in that Feedback's calls are about, as Scheduling told of the activities.</summary>
public sealed class Municipalities(IQuerySession reads) : IMunicipalities
{
    public async Task<Municipality?> FindAsync(string things, string id, CancellationToken cancellationToken)
    {
        if (things == "municipalities")
        {
            return new Municipality(id);
        }

        var facts = things == "editions" ? await OfEditionAsync(id, cancellationToken)
            : Guid.TryParse(id, out var thing) ? await FactsOfAsync(things, thing, cancellationToken)
            : null;
        return facts is null ? null : new Municipality(facts.Municipality);
    }

    private async Task<SurveyedActivity?> FactsOfAsync(string things, Guid id, CancellationToken cancellationToken) => things switch
    {
        "activities" => (await reads.LoadAsync<Survey>(id, cancellationToken))?.Facts,
        "follow-ups" => await reads.LoadAsync<FollowUp>(id, cancellationToken) is { } followUp
            ? (await reads.LoadAsync<Survey>(followUp.ActivityId.Value, cancellationToken))?.Facts
            : null,
        "comments" => await reads.LoadAsync<Comment>(id, cancellationToken) is { } comment
            ? await OfEditionAsync(comment.EditionId.ToString(), cancellationToken)
            : null,
        _ => null,
    };

    /// <summary>Of any of its activities: the newest say it, where older ones were told of before.</summary>
    private async Task<SurveyedActivity?> OfEditionAsync(string idOrSlug, CancellationToken cancellationToken)
    {
        var all = reads.Query<ReportedActivity>();
        var activities = Guid.TryParse(idOrSlug, out var id)
            ? await all.Where(activity => activity.EditionId == id).ToListAsync(cancellationToken)
            : await all.Where(activity => activity.EditionSlug == idOrSlug).ToListAsync(cancellationToken);
        var facts = activities.Select(activity => activity.Facts).OfType<SurveyedActivity>().ToList();
        return facts.Find(each => each.Municipality is not null) ?? facts.FirstOrDefault();
    }
}
