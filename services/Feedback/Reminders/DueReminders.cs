using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Feedback.Reminders;

/// <summary>
/// Reminds those who have not answered when it is time. What is due is in the store, so it is found also when the service
/// was down at its time; of several instances one wins the survey's stream, and the others find it done.
/// </summary>
public sealed partial class DueReminders(
    ISessionFactory sessions, BoxKeys keys, ReminderSettings settings, TimeProvider clock, ILogger<DueReminders> log) : PollingService(clock, TimeSpan.FromMinutes(1))
{
    protected override async Task PollAsync(CancellationToken cancellationToken) =>
        await EachAsync(await FindAsync(cancellationToken), RemindAsync, (failure, id) => LogReminderFailed(log, failure, id), cancellationToken);

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    /// <summary>The surveys that close soon and have somebody who was not reminded, the first to close first.</summary>
    private async Task<IReadOnlyList<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var soon = now.AddDays(settings.RemindDaysBefore);
        await using var reads = sessions.QuerySession();
        return await reads.Query<Survey>()
            .Where(survey => survey.ClosesAt > now && survey.ClosesAt <= soon && !survey.IsReminded)
            .OrderBy(survey => survey.ClosesAt)
            .Select(survey => survey.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task RemindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var stream = await session.Events.FetchForWriting<Survey>(id, cancellationToken);
        var events = await session.Events.FetchStreamAsync(id, stream.CurrentVersion ?? 0, token: cancellationToken);
        var since = WithdrawSurvey.SinceLast(events.Select(@event => @event.Data));
        var invited = since.OfType<AttendeeWasInvited>().ToList();
        var ballots = invited
            .SelectMany(each => Ballot.IdsOf(each.RegistrationId, keys).Select(ballot => (Id: ballot, each.RegistrationId)))
            .ToDictionary(each => each.Id, each => each.RegistrationId);
        var cast = await session.LoadManyAsync<Ballot>(cancellationToken, ballots.Keys);
        var answered = cast.Select(ballot => ballots[ballot.Id]).ToHashSet();
        var visit = since.OfType<VisitWasSurveyed>().LastOrDefault();
        if (visit is not null)
        {
            answered.UnionWith(await session.SettledSidesAsync(visit.VisitRequestId, cancellationToken));
        }

        stream.AppendMany(Remind.Decide(stream.Aggregate!, invited, answered, settings, Clock.GetUtcNow(), visit).Events);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Due reminders could not be looked for; they are looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The reminders of activity {Activity}'s survey could not be sent; they are tried again")]
    private static partial void LogReminderFailed(ILogger logger, Exception exception, Guid activity);
}
