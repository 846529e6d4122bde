using System.Globalization;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Calendars;

/// <summary>
/// Takes an activity into a calendar, as it was released last, cancelled or not; also without signing in. An iCalendar file in the language of
/// Accept-Language. 404 before its first release.
/// </summary>
public static class ReadActivityCalendar
{
    public static void MapReadActivityCalendar(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}.ics", HandleAsync)
            .Produces<string>(contentType: CalendarFile.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Activities")
            .WithName("readActivityCalendar")
            .WithSummary("Take an activity into a calendar");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        ActivityId id, IQuerySession reads, CalendarFile calendars, HttpContext context, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Activity>(id.Value, cancellationToken) is not { Public: { } known, PublicSince: { } since } activity)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var language = Languages.Current;
        context.Response.Headers.Vary = "Accept-Language";
        if (context.IsKnownToAsker(string.Create(CultureInfo.InvariantCulture, $"{activity.PublicVersion}-{language}-{CalendarObject.Form}")))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var file = calendars.Of(known.Title.In(language), [new PublicEntry(known, since)], language);
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(file), CalendarFile.MediaType, $"{id}.ics");
    }
}
