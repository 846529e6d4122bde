using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Programme;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>An organiser says that an activity has taken place, also before its planned end: those who came can be asked.</summary>
public static class CompleteActivity
{
    public static Decision Decide(Activity activity, DateTimeOffset now) => activity switch
    {
        { Phase: Phase.Completed } => Decision.Nothing,
        { Phase: Phase.Cancelled } => Decision.FromRefusal(ActivityProblems.AlreadyCancelled),
        { Public: { } known } => Decision.Of(new ActivityCompleted(
            known with { Status = ActivityStatus.Completed, CalendarSequence = known.CalendarSequence + 1 }, now)),
        _ => Decision.FromRefusal(ActivityProblems.NotReleased),
    };
}

/// <summary>The endpoint of <see cref="CompleteActivity"/>.</summary>
public static class CompleteActivityEndpoint
{
    public static void MapCompleteActivity(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/complete", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Activities")
            .WithName("completeActivity");

    private static Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        IfMatch ifMatch,
        ISessionFactory sessions,
        PublicProgrammes programmes,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        sessions.ChangeActivityAsync(
            id,
            ifMatch,
            (activity, _) => CompleteActivity.Decide(activity, clock.GetUtcNow()),
            programmes,
            response,
            cancellationToken);
}
