using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// Reads an activity. Everybody reads it as it was released last, also without signing in and also when it is unlisted; before its first release
/// it is 404. Organisers and planners read it as it is planned, drafts too, with the member <c>organiser</c>; the ETag that they get is for
/// changes. As a calendar file where Accept asks for text/calendar.
/// </summary>
public static class ReadActivity
{
    public static void MapReadActivity(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}", HandleAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Activities")
            .WithName("readActivity")
            .WithSummary("Read an activity")
            .AnswersAs("text/calendar")
            .RefusesWith(StatusCodes.Status406NotAcceptable);

    private static async Task<Results<Ok<ActivityView>, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        ActivityId id, ClaimsPrincipal asker, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Activity>(id.Value, cancellationToken) is not { } activity)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        context.Response.Headers.Vary = "Authorization";
        if (asker.IsOneOf(Roles.Organiser, Roles.Planner))
        {
            // Not answered by 304: the names of its place and hosts are not the activity's own.
            context.Response.SetVersion(activity.StreamVersion);
            var edition = await reads.LoadAsync<Edition>(activity.EditionId.Value, cancellationToken);
            return TypedResults.Ok(ActivityView.ForOrganiser(activity, await reads.LoadForAsync(edition!, [activity], cancellationToken)));
        }

        if (activity.Public is not { } known)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return context.IsKnownToAsker($"public-{activity.PublicVersion}")
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ActivityView.ForAnyone(known));
    }
}
