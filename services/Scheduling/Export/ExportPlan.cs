using System.Globalization;
using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Import;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Tables;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace BusinessFocus.Scheduling.Export;

/// <summary>An activity as a row of a file that can be taken in again, drafts and all.</summary>
public static class PlanRow
{
    /// <summary>What each column of <see cref="Columns"/> has: text, a number, or a list of texts; null where it has nothing.</summary>
    public static IReadOnlyDictionary<string, object?> Of(Activity activity, EditionPlan edition)
    {
        var plan = activity.Plan!;
        return new Dictionary<string, object?>
        {
            [Columns.Id] = activity.ActivityId.ToString(),
            [Columns.Kind] = NameOf(plan.Kind),
            [Columns.StartsAt] = FileTime.Write(plan.StartsAt),
            [Columns.EndsAt] = FileTime.Write(plan.EndsAt),
            [Columns.TitleSv] = plan.Title.Sv,
            [Columns.TitleEn] = plan.Title.En,
            [Columns.DescriptionSv] = plan.Description?.Sv,
            [Columns.DescriptionEn] = plan.Description?.En,
            [Columns.Venue] = plan.VenueId is { } venue ? edition.NameOf(venue.Value) : null,
            [Columns.Room] = plan.Room,
            [Columns.Hosts] = plan.HostIds.Select(host => edition.NameOf(host.Value)).ToList(),
            [Columns.Organisations] = OrganisationsOf(plan, edition),
            [Columns.Capacity] = plan.Capacity,
            [Columns.WaitingListLimit] = plan.WaitingListLimit,
            [Columns.Language] = plan.Language,
            [Columns.Topics] = plan.Topics,
            [Columns.Attendance] = plan.Attendance is { } attendance ? NameOf(attendance) : null,
            [Columns.JoinLink] = plan.JoinLink,
            [Columns.RegistrationOpensAt] = TimeOf(plan.RegistrationOpensAt),
            [Columns.RegistrationClosesAt] = TimeOf(plan.RegistrationClosesAt),
            [Columns.MembersUntil] = TimeOf(plan.MembersUntil),
            [Columns.SetUpMinutes] = plan.SetUpMinutes,
            [Columns.TakeDownMinutes] = plan.TakeDownMinutes,
            [Columns.Visibility] = NameOf(plan.Visibility),
        };
    }

    /// <summary>The same on one line of a table.</summary>
    public static string Cell(string column, object? value) => value switch
    {
        null => "",
        IReadOnlyList<string> list => string.Join(ProgrammeFile.ListSeparator, list),
        string text => Columns.OfSeveralLines.Contains(column) ? Lines.Write(text) : text,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Nothing where no host has one; one that has the separator in it is not told, and so stays when it is taken in again.</summary>
    private static List<string> OrganisationsOf(Plan plan, EditionPlan edition)
    {
        var organisations = edition.OrganisationsOf(plan).Select(name => name.Contains(ProgrammeFile.ListSeparator) ? "" : name).ToList();
        return organisations.TrueForAll(name => name.Length == 0) ? [] : organisations;
    }

    internal static string NameOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string? TimeOf(DateTimeOffset? moment) => moment is { } at ? FileTime.Write(at) : null;
}

/// <summary>
/// Takes out the plan of an edition as a file, drafts too, cancelled and completed activities not: as CSV with semicolons (UTF-8), or as JSON,
/// with the same columns as <c>importProgramme</c> takes, so that it can be changed and taken in again. Times are on the clock in
/// Europe/Stockholm, as 2026-10-05T07:30. For organisers and planners.
/// </summary>
public static class ExportPlan
{
    /// <param name="Format">csv or json; left out, csv.</param>
    public sealed record Query([FromQuery] string? Format);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Format).Must(format => format is null or "csv" or "json")
            .WithMessage(_ => Languages.Choose("csv eller json.", "csv or json."));
    }

    public static void MapExportPlan(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/export", HandleAsync)
            .Validates<Query>()
            .Only(Roles.Organiser, Roles.Planner)
            .Produces<IReadOnlyList<IReadOnlyDictionary<string, object?>>>()
            .AnswersAs("text/csv")
            .WithTags("Activities")
            .WithName("exportPlan")
            .WithSummary("Take out the whole plan as a file");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        EditionId id, [AsParameters] Query query, IQuerySession reads, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await reads.LoadWholeAsync(edition, cancellationToken);
        var rows = activities
            .Where(activity => activity.Phase == Phase.Planned)
            .OrderBy(activity => activity.Plan!.StartsAt)
            .ThenBy(activity => activity.Id)
            .Select(activity => PlanRow.Of(activity, plan));
        return query.Format == "json"
            ? TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(rows, json.Value.SerializerOptions), "application/json; charset=utf-8", $"{edition.Slug}.json")
            : TypedResults.Bytes(
                SpreadsheetFile.Of(Columns.All, rows, (csv, row) => Columns.All.ToList().ForEach(column => csv.WriteField(PlanRow.Cell(column, row[column])))),
                SpreadsheetFile.MediaType,
                $"{edition.Slug}.csv");
    }
}
