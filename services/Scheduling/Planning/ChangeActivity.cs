using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What a change of one activity by an organiser comes to, whatever was decided: locked, committed and shown.</summary>
internal static class ChangeActivity
{
    /// <param name="alongside">What else happens in the same commit, where something happened.</param>
    public static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> ChangeActivityAsync(
        this ISessionFactory sessions,
        ActivityId id,
        ExpectedVersion expected,
        Func<Activity, Edition, Decision> decide,
        HttpResponse response,
        CancellationToken cancellationToken,
        Func<IDocumentSession, Activity, Task>? alongside = null)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionOfAsync(id, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var decided = await session.DecideAsync<Activity>(id.Value, expected, activity => decide(activity, edition), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return (await session.ExplainAsync(refusal, id, expected, cancellationToken)).ToAnswer();
        }

        if (alongside is not null && decided.Events.Count > 0)
        {
            await alongside(session, decided.State);
        }

        await session.SaveChangesAsync(cancellationToken);
        response.SetVersion(decided.Version);
        var shown = await session.LoadForAsync(edition, [decided.State], cancellationToken);
        return TypedResults.Ok(ActivityView.ForOrganiser(decided.State, shown));
    }
}
