using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// Reads several activities at once, as they were released last, also without signing in: for instance those that somebody has registered for.
/// Organisers and planners get the same here as everybody. Unlisted ones are found too; those that are not public are named in <c>missing</c>.
/// </summary>
public static class ReadActivities
{
    public static void MapReadActivities(this RouteGroupBuilder api) =>
        api.MapGet("/activities", HandleAsync)
            .Validates<IdsQuery>()
            .WithTags("Activities")
            .WithName("readActivities")
            .WithSummary("Read several activities by their ids");

    private static async Task<Ok<Batch<ActivityView, ActivityId>>> HandleAsync(
        [AsParameters] IdsQuery query, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        var ids = query.All<ActivityId>();
        var found = (await reads.LoadManyAsync<Activity>(cancellationToken, ids.Select(id => id.Value)))
            .Where(activity => activity.Public is not null)
            .ToDictionary(activity => new ActivityId(activity.Id), activity => ActivityView.ForAnyone(activity.Public!));
        response.IsPublicForAMoment();
        return TypedResults.Ok(Batch<ActivityView, ActivityId>.Of(ids, found));
    }
}
