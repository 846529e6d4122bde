using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Editions;

/// <summary>
/// Takes a survey of a whole edition back that has not been sent: 204, also where none was planned. 409 <c>edition-survey-sent</c> once it was
/// sent: closing it ends it then (<c>POST /activities/{id}/survey/close</c> with its id). For organisers.
/// </summary>
public static class CancelEditionSurveyEndpoint
{
    public static void MapCancelEditionSurvey(this RouteGroupBuilder api) =>
        api.MapDelete("/editions/{id}/surveys/{audience}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("cancelEditionSurvey")
            .WithSummary("Cancel a survey of a whole edition")
            .RefusesWith(StatusCodes.Status409Conflict);

    /// <param name="id">The edition's id or slug.</param>
    /// <param name="audience">Whom it asks: participants or noShows.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string id,
        string audience,
        IfMatch ifMatch,
        HttpContext context,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!EnumNames<SurveyAudience>.All.TryGetValue(audience, out var whom))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        await using var reads = sessions.QuerySession();
        if (await reads.FindEditionAsync(id, cancellationToken) is not { } edition)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        var decided = await sessions.DecideAsync<Survey>(
            EditionSurveys.IdOf(edition, whom).Value,
            ifMatch.Expected,
            survey => EditionSurveys.Cancel(survey, context.User.FindFirst("sub")?.Value, clock.GetUtcNow()),
            cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
