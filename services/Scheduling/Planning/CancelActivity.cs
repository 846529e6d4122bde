using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ActivityStatus = BusinessFocus.Contracts.Scheduling.ActivityStatus;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser cancels an activity. A public one is public as cancelled at once, without a release.</summary>
public static class CancelActivity
{
    /// <summary>Why an activity is cancelled; the body may be left out.</summary>
    /// <param name="Reason">The organiser's own words, at most 1,000 characters: everybody registered reads them.</param>
    public sealed record Request(string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).OptionalText(1000);
    }

    /// <param name="releaseVersion">The edition's, now.</param>
    public static Decision Decide(Activity activity, string? reason, int releaseVersion, DateTimeOffset now) => activity.Phase switch
    {
        Phase.Cancelled => Decision.Nothing,
        Phase.Completed => Decision.FromRefusal(ActivityProblems.AlreadyCompleted),
        _ => Decision.Of(new ActivityCancelled(
            activity.Public is { } known
                ? known with { Status = ActivityStatus.Cancelled, CalendarSequence = known.CalendarSequence + 1 }
                : null,
            reason,
            releaseVersion,
            now)),
    };
}

/// <summary>The endpoint of <see cref="CancelActivity"/>.</summary>
public static class CancelActivityEndpoint
{
    public static void MapCancelActivity(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/cancel", HandleAsync)
            .Validates<CancelActivity.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("cancelActivity")
            .WithSummary("Cancel an activity");

    /// <summary>
    /// Cancels an activity, for good. A public one is shown as cancelled at once, without a release: everybody registered is told with the
    /// reason, and their calendars are. Of a draft nobody hears. Where it is a visit that a company accepted, the company is told. To cancel
    /// again changes nothing; 409 <c>activity-completed</c> where it has taken place. For organisers and planners.
    /// </summary>
    private static Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        CancelActivity.Request? request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        sessions.ChangeActivityAsync(
            id,
            ifMatch.Expected,
            (activity, edition) => CancelActivity.Decide(activity, request?.Reason, edition.ReleaseVersion, clock.GetUtcNow()),
            response,
            cancellationToken,
            (session, activity) => WithdrawVisitAsync(session, activity, request?.Reason, clock.GetUtcNow(), cancellationToken));

    /// <summary>A visit has nobody registered who would hear of it: the company itself is told.</summary>
    private static async Task WithdrawVisitAsync(
        IDocumentSession session, Activity activity, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (activity.Visit is { } request)
        {
            await session.DecideAsync<VisitRequest>(
                request.Value, ExpectedVersion.Any, visit => CancelVisit.Decide(visit, reason, now), cancellationToken);
        }
    }
}
