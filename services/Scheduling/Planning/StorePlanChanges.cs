using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>Loads the plan of an edition, has <see cref="PlanChanges"/> decided on it, and stores all of them or nothing.</summary>
internal static class StorePlanChanges
{
    /// <summary>Holds the edition, decides on all of it and commits; a preview, or where anything is refused, commits nothing.</summary>
    /// <param name="expected">The version of the plan that the change was made on, as a preview's ETag has it.</param>
    /// <param name="alongside">What else is stored in the same commit, where something changes; gives how many events that were.</param>
    /// <param name="alsoClosed">Whether it can be done in an edition that is closed too.</param>
    internal static async Task<Results<Ok<PlannedChanges>, ProblemHttpResult>> ChangePlanAsync(
        this ISessionFactory sessions,
        EditionId id,
        ExpectedVersion expected,
        bool preview,
        Func<EditionPlan, IReadOnlyList<Activity>, PlanChanges.Outcome> decide,
        HttpResponse response,
        CancellationToken cancellationToken,
        Func<IDocumentSession, IEventStream<Edition>, EditionPlan, IReadOnlyList<Activity>, Task<int>>? alongside = null,
        bool alsoClosed = false)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition } stream)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var version = PlanChanges.VersionOf(plan, activities);
        if (expected.Number is { } number && number != version)
        {
            return CommonProblems.Stale.With("version", version).ToAnswer();
        }

        if (edition.Status == EditionStatus.Closed && !alsoClosed)
        {
            return EditionProblems.Closed.ToAnswer();
        }

        var (changes, events, refusal) = decide(plan, activities);
        if (refusal is not null)
        {
            return refusal.ToAnswer();
        }

        if (preview)
        {
            response.SetVersion(version);
            return TypedResults.Ok(changes with { Preview = true });
        }

        if (changes.Refused.Count > 0)
        {
            return ActivityProblems.ChangesRefused.With("refused", changes.Refused).ToAnswer();
        }

        foreach (var happened in events)
        {
            session.Events.Append(happened.Stream, happened.Event);
        }

        var more = events.Count > 0 && alongside is not null ? await alongside(session, stream, plan, [.. activities.Select(After)]) : 0;
        await session.SaveChangesAsync(cancellationToken);
        response.SetVersion(version + events.Count + more);
        return TypedResults.Ok(changes);

        Activity After(Activity activity) => events.Where(happened => happened.Stream == activity.Id).Aggregate(
            activity, (state, happened) => state.After(happened.Event));
    }
}
