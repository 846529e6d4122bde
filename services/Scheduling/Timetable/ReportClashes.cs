using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Timetable;

/// <summary>
/// Lists every clash of an edition, from both sides: those that were accepted, with the reason, and those that came later, because the hours of
/// a venue or host or a travel time was changed. For organisers and planners.
/// </summary>
public static class ReportClashes
{
    /// <summary>All clashes of an edition.</summary>
    /// <param name="Activities">How many activities were looked at; cancelled and completed ones are not.</param>
    /// <param name="Clashing">Those that clash with something, by their start.</param>
    public sealed record Answer(int Activities, IReadOnlyList<ClashingActivity> Clashing);

    /// <summary>An activity that clashes with something.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Clashes">What it clashes with, by time; at least one.</param>
    /// <param name="Accepted">Why its clashes were accepted when it was planned last; left out where none was.</param>
    /// <param name="Title">What it is called.</param>
    public sealed record ClashingActivity(
        ActivityId ActivityId, LocalizedText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<Clash> Clashes, string? Accepted);

    public static void MapReportClashes(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/clashes", HandleAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("reportClashes")
            .WithSummary("List all clashes of an edition");

    /// <param name="activities">All of the edition.</param>
    public static Answer Of(EditionPlan edition, IReadOnlyCollection<Activity> activities)
    {
        var planned = activities.Where(activity => activity.Phase == Phase.Planned).ToList();
        var clashing =
            from activity in planned
            let plan = activity.Plan!
            let clashes = edition.ClashesOf(activity.ActivityId, plan)
            where clashes.Count > 0
            orderby plan.StartsAt, activity.Id
            select new ClashingActivity(activity.ActivityId, plan.Title, plan.StartsAt, plan.EndsAt, clashes, activity.ClashesAccepted);
        return new Answer(planned.Count, clashing.ToList());
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await reads.LoadWholeAsync(edition, cancellationToken);
        return TypedResults.Ok(Of(plan, activities));
    }
}
