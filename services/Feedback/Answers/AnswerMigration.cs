using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Marten.Events;
using UUIDNext;

namespace BusinessFocus.Feedback.Answers;

/// <summary>
/// Answers from before there was a box stand in events whose streams anybody with the links' tokens can find. When the service starts
/// they are put into the box like others, and what the events said is taken out of them. Nothing is done twice, also after a crash.
/// </summary>
public sealed partial class AnswerMigration(ISessionFactory sessions, IDocumentStore store, BoxKeys keys, ILogger<AnswerMigration> log) : BackgroundService
{
    private static readonly Guid Streams = new("2c0f5f5e-9d0c-4a63-b1b0-6a4a6b0b4e58");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var (activity, streams) in await FindAsync(stoppingToken))
        {
            try
            {
                await SealAsync(activity, streams, stoppingToken);
            }
            catch (Exception exception) when (ConcurrencyErrors.IsOne(exception))
            {
                // Another instance does the same.
            }
        }
    }

    /// <summary>The streams that still have answers, by activity.</summary>
    private async Task<IReadOnlyDictionary<ActivityId, HashSet<Guid>>> FindAsync(CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        var events = await reads.Events.QueryAllRawEvents().Where(each => each.EventTypesAre(typeof(SurveyAnswered))).ToListAsync(cancellationToken);
        return events
            .Where(each => each.Data is SurveyAnswered { IsMasked: false })
            .GroupBy(each => ((SurveyAnswered)each.Data).ActivityId, each => each.StreamId)
            .ToDictionary(each => each.Key, each => each.ToHashSet());
    }

    private async Task SealAsync(ActivityId activity, HashSet<Guid> streams, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var survey = await session.Events.FetchForWriting<Survey>(activity.Value, cancellationToken);
        if (survey.Aggregate is not { Facts: { } facts, ClosesAt: { } closesAt } state)
        {
            return;
        }

        var course = await session.Events.FetchStreamAsync(activity.Value, token: cancellationToken);
        if (!course.Any(each => each.Data is GroupsInvited))
        {
            survey.AppendOne(GroupsInvited.Of(facts.EditionId, state.Invited.SelectMany(registration => state.GroupsOf(activity, registration))));
        }

        var invitations = await session.Query<Invitation>().Where(invitation => invitation.ActivityId == activity).ToListAsync(cancellationToken);
        foreach (var invitation in invitations)
        {
            var stream = Uuid.NewNameBased(Streams, invitation.Id);
            var ids = Ballot.IdsOf(invitation.RegistrationId, keys);
            if (!streams.Contains(stream) || (await session.LoadManyAsync<Ballot>(cancellationToken, ids)).Count > 0)
            {
                continue;
            }

            var said = Last((await session.Events.FetchStreamAsync(stream, token: cancellationToken)).Select(each => each.Data));
            session.Replace(null, new Ballot
            {
                Id = ids[0],
                EditionId = facts.EditionId,
                ActivityId = activity,
                ClosesAt = closesAt,
                IsPending = true,
                Sealed = keys.Seal(ids[0], Answer.Fill(null, state.GroupsOf(activity, invitation.RegistrationId), said, null, Languages.Swedish)),
            });
            session.DeleteWhere<Response>(response => response.Id == stream);
        }

        await session.SaveChangesAsync(cancellationToken);

        await store.MaskAsync(streams, cancellationToken);
        LogSealed(log, streams.Count);
    }

    /// <summary>What was said last.</summary>
    private static Said Last(IEnumerable<object> events) => events.Aggregate(Said.Nothing, (said, @event) => @event switch
    {
        SurveyAnswered answered => Of(answered.Scores, answered.Comment),
        AnswerChanged changed => Of(changed.Scores, changed.Comment),
        _ => said,
    });

    private static Said Of(IReadOnlyDictionary<string, int> scores, string? comment) => new(
        scores.ToDictionary(score => score.Key, score => $"{score.Value}"),
        string.IsNullOrWhiteSpace(comment) ? new Dictionary<string, string>() : new Dictionary<string, string> { [Questionnaire.Comment] = comment.Trim() });

    [LoggerMessage(LogLevel.Information, "{Count} answers from before there was a box are in it now")]
    private static partial void LogSealed(ILogger logger, int count);
}
