using System.Text;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Calendars;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Programme;

/// <summary>
/// Subscribes to the programme of an edition in a calendar (iCalendar), or to the part that the parameters ask for; also without signing in.
/// What is cancelled is cancelled in the calendar. In the language of Accept-Language. 404 for an edition that is a draft.
/// </summary>
public static class ReadProgrammeCalendar
{
    public static void MapReadProgrammeCalendar(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{slug}/programme.ics", HandleAsync)
            .Validates<ProgrammeFilter>()
            .Produces<string>(contentType: CalendarFile.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Programme")
            .WithName("readProgrammeCalendar")
            .WithSummary("Subscribe to the programme in a calendar");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        string slug,
        [AsParameters] ProgrammeFilter filter,
        PublicProgrammes programmes,
        CalendarFile calendars,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (await programmes.FindAsync(slug, cancellationToken) is not { } programme)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var language = Languages.Current;
        context.Response.Headers.Vary = "Accept-Language";
        context.Response.IsPublicForAMoment();
        if (context.IsKnownToAsker($"{programme.Tag}-{language}-{CalendarObject.Form}"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var bytes = programme.Answer($"ics|{language}|{filter.Key}", all => Encoding.UTF8.GetBytes(calendars.Of(
            all.Edition.Name.In(language), all.Entries.Where(entry => filter.Wants(entry.Activity)), language)));
        return TypedResults.Bytes(bytes, CalendarFile.MediaType, $"{programme.Edition.Slug}.ics");
    }
}
