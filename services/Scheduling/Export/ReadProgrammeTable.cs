using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Import;
using BusinessFocus.Scheduling.Programme;
using BusinessFocus.ServiceDefaults.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Export;

/// <summary>
/// Takes out the programme of an edition as a table (CSV with semicolons, UTF-8), or the part that the parameters ask for; also without signing
/// in. Times are on the clock in Europe/Stockholm, as 2026-10-05T07:30. 404 for an edition that is a draft.
/// </summary>
public static class ReadProgrammeTable
{
    private const string Address = "address";
    private const string Status = "status";

    private static readonly string[] Shown =
    [
        Columns.Id, Columns.Kind, Status, Columns.StartsAt, Columns.EndsAt, Columns.TitleSv, Columns.TitleEn,
        Columns.DescriptionSv, Columns.DescriptionEn, Columns.Venue, Columns.Room, Address, Columns.Hosts, Columns.Capacity,
        Columns.Language, Columns.Topics, Columns.Attendance,
    ];

    public static void MapReadProgrammeTable(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{slug}/programme.csv", HandleAsync)
            .Validates<ProgrammeFilter>()
            .Produces<string>(contentType: "text/csv")
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Programme")
            .WithName("readProgrammeTable")
            .WithSummary("Take out the programme as a table");

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        string slug, [AsParameters] ProgrammeFilter filter, PublicProgrammes programmes, HttpContext context, CancellationToken cancellationToken)
    {
        if (await programmes.FindAsync(slug, cancellationToken) is not { } programme)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        context.Response.IsPublicForAMoment();
        if (context.IsKnownToAsker(programme.Tag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var bytes = programme.Answer($"csv|{filter.Key}", all => SpreadsheetFile.Of(
            Shown,
            all.Entries.Select(entry => entry.Activity).Where(filter.Wants),
            (csv, activity) => Shown.ToList().ForEach(column => csv.WriteField(PlanRow.Cell(column, ValueOf(activity, column))))));
        return TypedResults.Bytes(bytes, SpreadsheetFile.MediaType, $"{programme.Edition.Slug}.csv");
    }

    private static object? ValueOf(PublicActivity activity, string column) => column switch
    {
        Columns.Id => activity.Id.ToString(),
        Columns.Kind => PlanRow.NameOf(activity.Kind),
        Status => PlanRow.NameOf(activity.Status),
        Columns.StartsAt => FileTime.Write(activity.StartsAt),
        Columns.EndsAt => FileTime.Write(activity.EndsAt),
        Columns.TitleSv => activity.Title.Sv,
        Columns.TitleEn => activity.Title.En,
        Columns.DescriptionSv => activity.Description?.Sv,
        Columns.DescriptionEn => activity.Description?.En,
        Columns.Venue => activity.Place?.Name,
        Columns.Room => activity.Place?.Room,
        Address => activity.Place?.Address,
        Columns.Hosts => activity.Hosts,
        Columns.Capacity => activity.Capacity,
        Columns.Language => activity.Language,
        Columns.Topics => activity.Topics,
        Columns.Attendance => activity.Attendance is { } attendance ? PlanRow.NameOf(attendance) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "No such column."),
    };
}
