using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>The survey that a link opens, in the asker's language.</summary>
/// <param name="ClosesAt">UTC.</param>
/// <param name="Answered">Whether the link has been used: an answer changes what was said.</param>
public sealed record SurveyView(ActivityId ActivityId, string Activity, IReadOnlyList<QuestionView> Questions, bool Answered, DateTimeOffset ClosesAt);

/// <param name="Least">The least answer; left out for a text.</param>
/// <param name="Most">The greatest answer; left out for a text.</param>
public sealed record QuestionView(string Key, string Text, int? Least, int? Most);

/// <summary><c>GET /surveys/{token}</c>.</summary>
public static class ReadSurveyEndpoint
{
    public static void MapReadSurvey(this RouteGroupBuilder api) =>
        api.MapGet("/surveys/{token}", HandleAsync)
            .WithTags("Surveys")
            .WithName("readSurvey");

    private static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        string token, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Invitation>(LinkToken.HashOf(token), cancellationToken) is not { } invitation
            || await reads.LoadAsync<Survey>(invitation.ActivityId.Value, cancellationToken) is not { Facts: { } facts })
        {
            return SurveyProblems.NoSuchSurvey.ToAnswer();
        }

        var response = await reads.LoadAsync<Response>(Answer.StreamOf(invitation), cancellationToken);
        return TypedResults.Ok(new SurveyView(
            invitation.ActivityId,
            facts.Title.In(Languages.Current),
            Questionnaire.Questions.Select(each => new QuestionView(each.Key, each.Text.In(Languages.Current), each.Least, each.Most)).ToList(),
            response is not null,
            invitation.ClosesAt));
    }
}
