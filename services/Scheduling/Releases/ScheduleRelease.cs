using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>An organiser sees which releases are to come, and takes one back.</summary>
public static class ScheduleRelease
{
    private const int Most = 50;

    public static Decision Decide(Edition edition, ScheduledRelease release, DateTimeOffset now) =>
        edition.Status == EditionStatus.Closed ? EditionProblems.Closed
        : edition.ScheduledReleases.Count >= Most ? ReleaseProblems.TooManyScheduled
        : Decision.Of(new ReleaseScheduled(release, now));

    public static Decision Withdraw(Edition edition, ScheduledReleaseId release, DateTimeOffset now) =>
        edition.ScheduledReleases.Any(scheduled => scheduled.Id == release)
            ? Decision.Of(new ScheduledReleaseWithdrawn(release, now))
            : CommonProblems.NotFound;

    /// <summary>What becomes of a scheduled release whose time has come: exactly one of the two.</summary>
    public static (Release? Release, ScheduledReleaseSkipped? Skipped) ComeDue(
        ScheduledRelease due, EditionPlan plan, IEnumerable<Activity> activities, DateTimeOffset now)
    {
        var release = Release.Of(plan, activities, due.Note, now, due.Activities, due.Id);
        return ReleaseProgramme.Hindrance(plan.Edition, release) is { } problem
            ? (null, new ScheduledReleaseSkipped(due.Id, problem.Code, now))
            : (release, null);
    }
}

/// <summary>The endpoints of <see cref="ScheduleRelease"/>; a release is scheduled where it is released, by its time.</summary>
public static class ScheduleReleaseEndpoint
{
    /// <summary>The releases that are to come.</summary>
    /// <param name="Releases">The next one first.</param>
    public sealed record Answer(IReadOnlyList<ScheduledRelease> Releases);

    public static void MapScheduledReleases(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/scheduled-releases", ListAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Releases")
            .WithName("listScheduledReleases")
            .WithSummary("List releases that are scheduled");
        api.MapDelete("/editions/{id}/scheduled-releases/{releaseId}", WithdrawAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Releases")
            .WithName("withdrawScheduledRelease")
            .WithSummary("Withdraw a scheduled release");
    }

    /// <summary>Lists the releases that are to be made by themselves at a time to come. For organisers and planners.</summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> ListAsync(
        EditionId id, IQuerySession reads, CancellationToken cancellationToken) =>
        await reads.LoadAsync<Edition>(id.Value, cancellationToken) is { } edition
            ? TypedResults.Ok(new Answer(edition.ScheduledReleases))
            : CommonProblems.NotFound.ToAnswer();

    /// <summary>Takes back a scheduled release. 404 where it was made, or taken back before. For organisers and planners.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        EditionId id, ScheduledReleaseId releaseId, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync<Edition>(
            id.Value, ExpectedVersion.Any, edition => ScheduleRelease.Withdraw(edition, releaseId, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
