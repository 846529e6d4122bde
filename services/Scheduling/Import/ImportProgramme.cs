using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Tables;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BusinessFocus.Scheduling.Import;

/// <summary>
/// An organiser takes in the programme as a file. Good rows are planned, bad rows come back with the reason; the same
/// file again changes nothing. Only a file that cannot be read at all is refused as a whole.
/// </summary>
public static class ImportProgramme
{
    private const int MostBytes = 5_000_000;

    /// <summary>What came of a file, or would come of it.</summary>
    /// <param name="DryRun">True where nothing was stored.</param>
    /// <param name="Planned">Rows that became new activities.</param>
    /// <param name="Changed">Rows that changed an activity, or what is known of its hosts.</param>
    /// <param name="Unchanged">Rows that say what is planned already.</param>
    /// <param name="Activities">Which activity each row is about, refused rows left out; after a dry run only those that exist.</param>
    /// <param name="Rows">Each row of the file, by its number, with what came of it or would come of it.</param>
    /// <param name="UnknownColumns">Columns, or members of objects, that are not known and so were not read.</param>
    /// <param name="Refused">Rows that were not taken in, by their number.</param>
    public sealed record Answer(
        bool DryRun,
        int Planned,
        int Changed,
        int Unchanged,
        IReadOnlyList<RefusedRow> Refused,
        IReadOnlyList<ImportedRow> Activities,
        IReadOnlyList<RowOutcome> Rows,
        IReadOnlyList<string> UnknownColumns);

    public static void MapImportProgramme(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/import", HandleAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithTags("Activities")
            .WithName("importProgramme")
            .WithSummary("Take in a programme as a file")
            .TakesTables(new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } });

    /// <summary>
    /// Takes in the programme of an edition as a file of at most 5 MB and 5,000 rows: CSV, an Excel workbook, or JSON (a list of objects). Its
    /// columns, in any order, are those of <c>exportPlan</c>; kind, startsAt, endsAt, title.sv and capacity are needed, and what has no column
    /// stays as it is. A row is about the activity of its id, else about the one of the same kind, start and Swedish title, else it plans a new
    /// one. Venues and hosts are named; new names are added. Good rows are planned, as drafts; bad rows come back with the reason. The same file
    /// again changes nothing. Only a file that cannot be read at all is refused as a whole. For organisers and planners.
    /// </summary>
    /// <param name="dryRun">True to store nothing: the answer says what would come of it.</param>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        [FromQuery] bool? dryRun,
        HttpRequest request,
        ISessionFactory sessions,
        IValidator<PlanActivity.Request> validator,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!request.HasTable() && !request.HasJson())
        {
            return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        ProgrammeFile file;
        try
        {
            file = await ReadAsync(request, cancellationToken);
        }
        catch (TableRefusedException refused)
        {
            return refused.Refusal.ToAnswer();
        }

        if (file.Missing.Count > 0)
        {
            return Table.Refuse(file.Missing, file.Found).ToAnswer();
        }

        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var outcome = Importing.Of(file.Rows, plan, activities, validator, Guid.CreateVersion7, clock.GetUtcNow());
        if (dryRun == true)
        {
            var existing = activities.Select(activity => activity.ActivityId).ToHashSet();
            return TypedResults.Ok(AnswerOf(file, outcome, dryRun: true, outcome.Activities.Where(row => existing.Contains(row.ActivityId)).ToList()));
        }

        foreach (var change in outcome.Changes)
        {
            session.Events.Append(change.Stream, change.Event);
        }

        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(AnswerOf(file, outcome, dryRun: false, outcome.Activities));
    }

    private static async Task<ProgrammeFile> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        await using var file = await TableFile.TakeAsync(request, cancellationToken);
        if (request.HasJson())
        {
            await using var json = await file.OpenUtf8Async(cancellationToken);
            return await ProgrammeFile.ReadJsonAsync(json, cancellationToken);
        }

        using var table = await file.ReadAsync(Columns.Known, cancellationToken);
        return ProgrammeFile.Read(table);
    }

    private static Answer AnswerOf(ProgrammeFile file, Outcome outcome, bool dryRun, IReadOnlyList<ImportedRow> activities) => new(
        dryRun,
        outcome.Planned,
        outcome.Changed,
        outcome.Unchanged,
        file.Broken.Concat(outcome.Refused).OrderBy(row => row.Row).ToList(),
        activities,
        RowsOf(file, outcome, activities),
        file.Unknown);

    /// <summary>In the order of the file; a dry run has no ids for what it would plan.</summary>
    private static List<RowOutcome> RowsOf(ProgrammeFile file, Outcome outcome, IReadOnlyList<ImportedRow> activities)
    {
        var named = activities.Select(row => row.ActivityId).ToHashSet();
        return file.Broken.Select(broken => new RowOutcome(broken.Row, RowAction.Refused, null, [], broken))
            .Concat(outcome.Rows.Select(row => row.ActivityId is { } id && !named.Contains(id) ? row with { ActivityId = null } : row))
            .OrderBy(row => row.Row)
            .ToList();
    }
}
