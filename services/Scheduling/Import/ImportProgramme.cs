using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
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
    private const string Csv = "text/csv";
    private const string Json = "application/json";
    private const int MostBytes = 5_000_000;

    /// <summary>Each row is compared with all that is planned: twice the largest festival that anybody has thought of.</summary>
    private const int MostRows = 5_000;

    /// <param name="DryRun">True where nothing was stored.</param>
    /// <param name="Planned">Rows that became new activities.</param>
    /// <param name="Changed">Rows that changed an activity, or what is known of its hosts.</param>
    /// <param name="Unchanged">Rows that say what is planned already.</param>
    /// <param name="Activities">Which activity each row is about; a dry run names those that exist.</param>
    /// <param name="Rows">Row by row, what came of it or would come of it.</param>
    public sealed record Answer(
        bool DryRun,
        int Planned,
        int Changed,
        int Unchanged,
        IReadOnlyList<RefusedRow> Refused,
        IReadOnlyList<ImportedRow> Activities,
        IReadOnlyList<RowOutcome> Rows);

    public static void MapImportProgramme(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/import", HandleAsync)
            .Only(Roles.Organiser)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithTags("Activities")
            .WithName("importProgramme")
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        [Csv] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                        [Json] = new()
                        {
                            Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
                        },
                    },
                };
                return Task.CompletedTask;
            });

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        [FromQuery] bool? dryRun,
        HttpRequest request,
        ISessionFactory sessions,
        IValidator<PlanActivity.Request> validator,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var mediaType = request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (!Csv.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && !Json.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
        {
            return CommonProblems.UnsupportedMediaType.ToAnswer();
        }

        ProgrammeFile file;
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellationToken);
        content.Position = 0;
        using var reader = await TextFile.OpenAsync(content, cancellationToken);
        var text = await reader.ReadToEndAsync(cancellationToken);
        try
        {
            file = Csv.Equals(mediaType, StringComparison.OrdinalIgnoreCase) ? ProgrammeFile.Read(text) : ProgrammeFile.ReadJson(text);
        }
        catch (JsonException broken)
        {
            var line = (broken.LineNumber ?? 0) + 1;
            return Problems.Invalid("body", $"Ingen lista av objekt i JSON (rad {line}).", $"Not an array of objects in JSON (line {line}).");
        }

        if (file.Missing.Count > 0)
        {
            return Problems.Invalid(file.Missing.ToDictionary(
                column => column, _ => (string[])[Languages.Choose("Kolumnen saknas.", "The column is missing.")]));
        }

        if (file.Rows.Count > MostRows)
        {
            return Problems.Invalid("body", $"Högst {MostRows} rader.", $"At most {MostRows} rows.");
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

    private static Answer AnswerOf(ProgrammeFile file, Outcome outcome, bool dryRun, IReadOnlyList<ImportedRow> activities) => new(
        dryRun,
        outcome.Planned,
        outcome.Changed,
        outcome.Unchanged,
        file.Broken.Concat(outcome.Refused).OrderBy(row => row.Row).ToList(),
        activities,
        RowsOf(file, outcome, activities));

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
