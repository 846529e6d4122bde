using System.Text;
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
    private const string MediaType = "text/csv";
    private const int MostBytes = 5_000_000;

    /// <summary>Each row is compared with all that is planned: twice the largest festival that anybody has thought of.</summary>
    private const int MostRows = 5_000;

    /// <param name="DryRun">True where nothing was stored.</param>
    /// <param name="Planned">Rows that became new activities.</param>
    /// <param name="Changed">Rows that changed an activity.</param>
    /// <param name="Unchanged">Rows that say what is planned already.</param>
    /// <param name="Activities">Which activity each row is about; a dry run names those that exist.</param>
    public sealed record Answer(
        bool DryRun, int Planned, int Changed, int Unchanged, IReadOnlyList<RefusedRow> Refused, IReadOnlyList<ImportedRow> Activities);

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
                        [MediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
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
        if (request.GetTypedHeaders().ContentType?.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return CommonProblems.UnsupportedMediaType.ToAnswer();
        }

        ProgrammeFile file;
        try
        {
            file = await ProgrammeFile.ReadAsync(request.Body, cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            return Problems.Invalid("body", "Filen är inte i UTF-8 eller UTF-16.", "The file is neither UTF-8 nor UTF-16.");
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
        activities);
}
