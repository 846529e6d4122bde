using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Answers;

/// <summary>What somebody answered who knew that it is not anonymous.</summary>
/// <param name="RegistrationId">Who answered; of a visited company the id of its request, of the delegation one of its own.</param>
/// <param name="Answers">By question: a number as text, an option's key, several with commas between them, or what was written.</param>
/// <param name="AnsweredAt">UTC: when they answered last.</param>
public sealed record ResponseView(RegistrationId RegistrationId, IReadOnlyDictionary<string, string> Answers, DateTimeOffset AnsweredAt)
{
    public static ResponseView Of(Response response) =>
        new(response.RegistrationId, response.Answers, response.AnsweredAt);
}

/// <summary>
/// Who answered what to the survey of an activity that is not anonymous, or what both sides said of a visit, in pages, by an id that says nothing of when. 409 <c>survey-anonymous</c> where the survey is
/// anonymous, 404 <c>survey-not-opened</c> where there is none yet. What people wrote is gone once they are forgotten. For organisers.
/// </summary>
public static class ReadResponsesEndpoint
{
    public static void MapReadResponses(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/survey/responses", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .Audited()
            .WithName("readResponses")
            .WithSummary("Read the answers to a survey by name")
            .RefusesWith(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<Page<ResponseView>>, ProblemHttpResult>> HandleAsync(
        ActivityId id, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.AskedAsync(id, cancellationToken) is not { ClosesAt: not null } survey)
        {
            return SurveyProblems.NotOpened.ToAnswer();
        }

        // Both sides of a visit answer by name, whatever the others are asked.
        if (survey.Visit is null && (await reads.QuestionnaireAsync(survey, cancellationToken)).IsAnonymous)
        {
            return SurveyProblems.Anonymous.ToAnswer();
        }

        var responses = reads.Query<Response>().Where(response => response.ActivityId == id);
        if (page.KeyAs<Guid>() is { } after)
        {
            responses = responses.Where(response => response.Id > after);
        }

        var found = await responses.OrderBy(response => response.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var one = page.Of(found, response => response.Id.ToString());
        return TypedResults.Ok(new Page<ResponseView>([.. one.Items.Select(ResponseView.Of)], one.Next));
    }
}
