using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Feedback.Privacy;

/// <summary>
/// Forgets what was asked and answered by name in an edition, a configured number of months after its last activity ended, also by those
/// of whom nobody else knows who they were. The figures stay.
/// </summary>
public sealed partial class RetentionService(
    IDocumentStore store, ISessionFactory sessions, KeepMonths keep, TimeProvider clock, ILogger<RetentionService> log) : PollingService(clock, TimeSpan.FromHours(1))
{
    /// <summary>Also where it was stored before that was noted.</summary>
    private const string NotForgotten = "(d.data ->> 'isForgotten')::boolean is not true";

    /// <param name="ends">When the edition's activities ended; null where that was not told, long ago.</param>
    /// <param name="before">What ended before it has been kept long enough.</param>
    public static bool IsOver(IEnumerable<DateTimeOffset?> ends, DateTimeOffset before) => ends.All(end => end is null || end < before);

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var before = keep.Before(Clock.GetUtcNow());
        var followUps = new Dictionary<EditionId, List<FollowUp>>();
        var responses = new Dictionary<EditionId, List<Response>>();
        await using (var reads = sessions.QuerySession())
        {
            foreach (var followUp in await reads.Query<FollowUp>().Where(each => each.AskedAt < before && each.MatchesSql(NotForgotten)).ToListAsync(cancellationToken))
            {
                Add(followUps, followUp.EditionId, followUp);
            }

            foreach (var response in await reads.Query<Response>().Where(each => each.AnsweredAt < before && each.MatchesSql(NotForgotten)).ToListAsync(cancellationToken))
            {
                Add(responses, new EditionId(response.EditionId), response);
            }
        }

        await EachAsync(
            followUps.Keys.Union(responses.Keys),
            (edition, cancellation) => ForgetAsync(edition, followUps.GetValueOrDefault(edition) ?? [], responses.GetValueOrDefault(edition) ?? [], before, cancellation),
            (failure, edition) => LogEditionFailed(log, failure, edition),
            cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task ForgetAsync(
        EditionId edition, IReadOnlyList<FollowUp> followUps, IReadOnlyList<Response> responses, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var surveys = await session.Query<Survey>()
            .Where(survey => survey.EditionId == edition.Value)
            .Select(survey => new { survey.Facts, survey.ClosesAt })
            .ToListAsync(cancellationToken);
        if (!IsOver(surveys.Select(survey => survey.Facts?.EndsAt ?? survey.ClosesAt), before))
        {
            return;
        }

        await new ForgetFollowUps(session, store, Clock).ForgetAsync(followUps, cancellationToken);
        await new ForgetResponses(session, store).ForgetAsync(responses, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
    }

    private static void Add<T>(Dictionary<EditionId, List<T>> byEdition, EditionId edition, T one)
    {
        if (!byEdition.TryGetValue(edition, out var all))
        {
            byEdition[edition] = all = [];
        }

        all.Add(one);
    }

    [LoggerMessage(LogLevel.Error, "What has been kept long enough could not be looked for; it is looked for again in an hour")]
    private static partial void LogSearchFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "What was asked and answered by name in edition {Edition} could not be forgotten; it is tried again in an hour")]
    private static partial void LogEditionFailed(ILogger logger, Exception failure, EditionId edition);
}
