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

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// Lists what is planned in an edition, drafts and cancelled activities too, in the order in which it was planned first. For organisers and
/// planners.
/// </summary>
public static class ListActivities
{
    public static void MapListActivities(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/activities", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("listActivities")
            .WithSummary("List the plan of an edition");

    private static async Task<Results<Ok<Page<ActivityView>>, ProblemHttpResult>> HandleAsync(
        EditionId id, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var all = reads.Query<Activity>().Where(activity => activity.EditionId == id);
        var found = await all.PageAsync(page, cancellationToken);
        var plan = await reads.LoadForAsync(edition, found, cancellationToken);
        var views = found.Select(activity => ActivityView.ForOrganiser(activity, plan)).ToList();
        return TypedResults.Ok(page.Of(views, activity => activity.Id.ToString(), await all.CountAsync(cancellationToken)));
    }
}
