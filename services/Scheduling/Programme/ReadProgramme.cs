using System.Text.Json;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Planning;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace BusinessFocus.Scheduling.Programme;

/// <summary>What is public of an edition.</summary>
/// <param name="Version">Which version is public; 0 before the first release.</param>
/// <param name="Activities">Those that are asked for, by their start; cancelled and completed ones too, unlisted ones not.</param>
/// <param name="Edition">Whose programme it is.</param>
public sealed record ProgrammeView(EditionView Edition, int Version, IReadOnlyList<ActivityView> Activities);

/// <summary>
/// Reads the programme of an edition as it is public, or the part that the parameters ask for; also without signing in. Drafts and unlisted
/// activities are not in it, whoever asks; cancelled and completed ones are. It is not in pages. As a calendar or as a table where Accept asks
/// for text/calendar or text/csv. 404 for an edition that is a draft. May be shown again for a second without asking.
/// </summary>
public static class ReadProgramme
{
    public static void MapReadProgramme(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{slug}/programme", HandleAsync)
            .Validates<ProgrammeFilter>()
            .Produces<ProgrammeView>()
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Programme")
            .WithName("readProgramme")
            .WithSummary("Read the programme")
            .AnswersAs("text/calendar", "text/csv")
            .RefusesWith(StatusCodes.Status406NotAcceptable);

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        string slug,
        [AsParameters] ProgrammeFilter filter,
        PublicProgrammes programmes,
        IOptions<JsonOptions> json,
        HttpContext context,
        CancellationToken cancellationToken)
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

        var bytes = programme.Answer(filter.Key, all => JsonSerializer.SerializeToUtf8Bytes(View(all, filter), json.Value.SerializerOptions));
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }

    private static ProgrammeView View(PublicProgramme programme, ProgrammeFilter filter) => new(
        programme.Edition,
        programme.Edition.ReleaseVersion,
        programme.Entries.Select(entry => entry.Activity).Where(filter.Wants).Select(ActivityView.ForAnyone).ToList());
}
