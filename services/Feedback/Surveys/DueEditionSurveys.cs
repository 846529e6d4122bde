using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>
/// Asks Registration whom an edition's survey asks when it is time. What is due is in the store, so it is found also when the service was down
/// at its time; of several instances one wins the survey's stream, and the others find it done.
/// </summary>
public sealed partial class DueEditionSurveys(ISessionFactory sessions, TimeProvider clock, ILogger<DueEditionSurveys> log)
    : PollingService(clock, TimeSpan.FromSeconds(15))
{
    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        await using var reads = sessions.QuerySession();
        var due = await reads.Query<Survey>().Where(survey => survey.OpensAt <= now).OrderBy(survey => survey.OpensAt)
            .Select(survey => survey.Id).ToListAsync(cancellationToken);
        await EachAsync(due, RequestAsync, (failure, id) => LogRequestFailed(log, failure, id), cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task RequestAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        var edition = (await reads.LoadAsync<Survey>(id, cancellationToken))?.EditionId ?? Guid.Empty;
        var activities = await reads.ActivitiesOfAsync(new EditionId(edition), cancellationToken);
        await sessions.DecideAsync<Survey>(
            id, ExpectedVersion.Any, survey => EditionSurveys.WhenDue(survey, activities.Max(each => each.EndsAt), Clock.GetUtcNow()), cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Surveys of editions that are due could not be looked for; they are looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The edition's survey {Survey} could not be sent; it is tried again")]
    private static partial void LogRequestFailed(ILogger logger, Exception exception, Guid survey);
}
