using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What a change of one activity by an organiser comes to, whatever was decided: locked, committed and shown.</summary>
internal static class ChangeActivity
{
    public static Task<Results<Ok<ActivityView>, ProblemHttpResult>> ChangeActivityAsync(
        this ISessionFactory sessions,
        ActivityId id,
        ExpectedVersion expected,
        Func<Activity, Edition, Decision> decide,
        HttpResponse response,
        CancellationToken cancellationToken,
        Func<IDocumentSession, Activity, Task>? alongside = null) =>
        sessions.ChangeActivityAsync(
            id, expected, (_, edition) => Task.FromResult<Func<Activity, Decision>>(activity => decide(activity, edition)), response, cancellationToken, alongside);

    /// <param name="decideAfter">Reads what the decision needs to know while the edition is held, and gives the decision.</param>
    /// <param name="alongside">What else happens in the same commit, where something happened.</param>
    public static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> ChangeActivityAsync(
        this ISessionFactory sessions,
        ActivityId id,
        ExpectedVersion expected,
        Func<IDocumentSession, Edition, Task<Func<Activity, Decision>>> decideAfter,
        HttpResponse response,
        CancellationToken cancellationToken,
        Func<IDocumentSession, Activity, Task>? alongside = null)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionOfAsync(id, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var decide = await decideAfter(session, edition);
        var decided = await session.DecideAsync(id.Value, expected, decide, cancellationToken);
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
