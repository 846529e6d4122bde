using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Answers;

/// <summary>The survey that a link opens, in the asker's language.</summary>
/// <param name="ActivityId">What it asks about; of a whole edition's survey, the id that stands for it.</param>
/// <param name="Activity">The activity's title, in the asker's language, or what a whole edition's survey is about.</param>
/// <param name="Audience">Whom it asks, where it is about a whole edition; left out for an activity's.</param>
/// <param name="IsAnonymous">Whether nobody can tell who answers what. Such answers can be changed, but not read again.</param>
/// <param name="Questions">In the order that they are asked; some only after certain answers.</param>
/// <param name="Answered">Whether the link has been used: an answer changes what was said. Always false by the code on the wall.</param>
/// <param name="Answers">What was said, by question, numbers as text, several options with commas between them; left out where it is anonymous or nothing was.</param>
/// <param name="ClosesAt">UTC: answers are taken until then.</param>
public sealed record SurveyView(
    ActivityId ActivityId,
    string Activity,
    bool IsAnonymous,
    IReadOnlyList<QuestionView> Questions,
    bool Answered,
    IReadOnlyDictionary<string, string>? Answers,
    DateTimeOffset ClosesAt,
    SurveyAudience? Audience = null)
{
    public static SurveyView Of(ActivityId activity, SurveyedActivity facts, Questionnaire questionnaire, bool answered, Response? response, DateTimeOffset closesAt) => new(
        activity,
        facts.Title.In(Languages.Current),
        questionnaire.IsAnonymous,
        questionnaire.Questions.Select(QuestionView.Of).ToList(),
        answered,
        response?.Answers,
        closesAt,
        facts.Audience);
}

/// <summary>
/// What somebody who came, or one side of a company visit, is asked, by the link in their letter and without signing in, and whether they have
/// answered. What they answered is
/// shown only where the survey is not anonymous. A survey that is closed is shown too. 404 <c>no-such-survey</c> where the link is none, or the
/// activity turned out not to have taken place.
/// </summary>
public static class ReadSurveyEndpoint
{
    public static void MapReadSurvey(this RouteGroupBuilder api) =>
        api.MapGet("/surveys/{token}", HandleAsync)
            .WithTags("Surveys")
            .WithName("readSurvey")
            .WithSummary("Read a survey");

    /// <param name="token">From the link in the invitation: it opens the survey for one registration, and nothing else.</param>
    private static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        string token, IQuerySession reads, BoxKeys keys, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Invitation>(LinkToken.HashOf(token), cancellationToken) is not { } invitation
            || await reads.AskedAsync(invitation.ActivityId, cancellationToken) is not { ClosesAt: { } closesAt } survey)
        {
            return SurveyProblems.NoSuchSurvey.ToAnswer();
        }

        if (invitation is { Side: { } side, Visit: { } visit })
        {
            return await reads.IsForgottenAsync(visit, cancellationToken)
                ? SurveyProblems.NoSuchSurvey.ToAnswer()
                : TypedResults.Ok(await OfVisitAsync(reads, invitation, survey, side, closesAt, cancellationToken));
        }

        var questionnaire = await reads.QuestionnaireAsync(survey, cancellationToken);
        var answered = (await reads.LoadManyAsync<Ballot>(cancellationToken, Ballot.IdsOf(invitation.RegistrationId, keys, invitation.Audience))).Count > 0;
        var response = questionnaire.IsAnonymous ? null : await reads.LoadAsync<Response>(Response.IdOf(invitation.RegistrationId, invitation.Audience), cancellationToken);
        return TypedResults.Ok(SurveyView.Of(invitation.ActivityId, survey.Facts, questionnaire, answered, response, closesAt));
    }

    private static async Task<SurveyView> OfVisitAsync(
        IQuerySession reads, Invitation invitation, AskedSurvey survey, VisitSide side, DateTimeOffset closesAt, CancellationToken cancellationToken)
    {
        var said = await reads.LoadAsync<Response>(Response.IdOf(invitation.RegistrationId), cancellationToken);
        return SurveyView.Of(invitation.ActivityId, survey.Facts, VisitQuestions.For(side), said is not null, said, closesAt);
    }
}
