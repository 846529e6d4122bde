using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// Anyone reads several activities at once, as they were released: what they have registered for, or saved. Also an organiser reads what is
/// public here, so that all get the same.
/// </summary>
public static class ReadActivities
{
    public static void MapReadActivities(this RouteGroupBuilder api) =>
        api.MapGet("/activities", HandleAsync)
            .Validates<IdsQuery>()
            .WithTags("Activities")
            .WithName("readActivities")
            .WithSummary("Several activities by their ids");

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
