using System.Text.Json;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using UUIDNext;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>An attendee answers, and may change the answer until the survey closes. A link used twice never doubles it.</summary>
public static class Answer
{
    public const int LongestText = 4_000;
    private static readonly Guid Responses = new("2c0f5f5e-9d0c-4a63-b1b0-6a4a6b0b4e58");

    /// <param name="Answers">By the questions' keys: a number, or a text.</param>
    /// <param name="FollowUp">"I want to be contacted."</param>
    public sealed record Request(IReadOnlyDictionary<string, JsonElement> Answers, FollowUpRequest? FollowUp);

    /// <param name="Topic">The area of the question.</param>
    public sealed record FollowUpRequest(string? Topic, string? Message);

    /// <summary>The answers as they count.</summary>
    public sealed record Given(IReadOnlyDictionary<string, int> Scores, string? Comment);

    /// <summary>Reads answers by the questions.</summary>
    /// <returns>The answers, or what is wrong by field.</returns>
    public static (Given? Given, Dictionary<string, string[]> Errors) Read(Request request)
    {
        var errors = new Dictionary<string, string[]>();
        var scores = new Dictionary<string, int>();
        string? comment = null;
        foreach (var (key, value) in request.Answers)
        {
            var question = Questionnaire.Questions.FirstOrDefault(each => each.Key == key);
            if (question is null)
            {
                errors[$"answers.{key}"] = [Languages.Choose("Ingen sådan fråga.", "No such question.")];
            }
            else if (question.IsText)
            {
                comment = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
                if (comment is null || comment.Length > LongestText || comment.Any(each => char.IsControl(each) && each is not ('\n' or '\r' or '\t')))
                {
                    errors[$"answers.{key}"] = [Languages.Choose($"En text om högst {LongestText} tecken.", $"A text of at most {LongestText} characters.")];
                }
            }
            else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var score) && score >= question.Least && score <= question.Most)
            {
                scores[key] = score;
            }
            else
            {
                errors[$"answers.{key}"] = [Languages.Choose($"Ett heltal från {question.Least} till {question.Most}.", $"A whole number from {question.Least} to {question.Most}.")];
            }
        }

        if (request.Answers.Count == 0)
        {
            errors["answers"] = [Languages.Choose("Minst ett svar.", "At least one answer.")];
        }

        if (request.FollowUp is { } followUp && (followUp.Topic?.Length > 60 || followUp.Message?.Length > LongestText))
        {
            errors["followUp"] = [Languages.Choose("För lång text.", "The text is too long.")];
        }

        return errors.Count == 0 ? (new Given(scores, comment), errors) : (null, errors);
    }

    public static Decision Decide(Response response, Invitation invitation, Given given, DateTimeOffset now)
    {
        if (now >= invitation.ClosesAt)
        {
            return SurveyProblems.Closed;
        }

        if (!response.IsGiven)
        {
            return Decision.Of(new SurveyAnswered(
                invitation.SurveyId, invitation.ActivityId, invitation.EditionId, given.Scores, given.Comment, now));
        }

        var isSame = response.Comment == given.Comment
            && response.Scores.Count == given.Scores.Count
            && response.Scores.All(each => given.Scores.TryGetValue(each.Key, out var score) && score == each.Value);
        return isSame ? Decision.Nothing : Decision.Of(new AnswerChanged(given.Scores, given.Comment, now));
    }

    public static Guid StreamOf(Invitation invitation) => StreamOf(invitation.Id);

    /// <param name="invitation">The hash of its token.</param>
    public static Guid StreamOf(string invitation) => Uuid.NewNameBased(Responses, invitation);
}

/// <summary><c>POST /surveys/{token}</c>: 201 for the first answer, 200 for a changed one.</summary>
public static class AnswerEndpoint
{
    public sealed record Thanks(bool Answered, DateTimeOffset ChangeableUntil);

    public static void MapAnswer(this RouteGroupBuilder api) =>
        api.MapPost("/surveys/{token}", HandleAsync)
            .WithTags("Surveys")
            .WithName("answerSurvey");

    private static async Task<Results<Created<Thanks>, Ok<Thanks>, ProblemHttpResult>> HandleAsync(
        string token, Answer.Request request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Invitation>(LinkToken.HashOf(token), cancellationToken) is not { } invitation)
        {
            return SurveyProblems.NoSuchSurvey.ToAnswer();
        }

        var (given, errors) = Answer.Read(request);
        if (given is null)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var decided = await session.DecideAsync<Response>(
            Answer.StreamOf(invitation), IfMatch.Any, response => Answer.Decide(response, invitation, given, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        if (request.FollowUp is { } wish)
        {
            await session.AskForFollowUpAsync(invitation, wish.Topic, wish.Message, now, cancellationToken);
        }

        await session.SaveChangesAsync(cancellationToken);
        var thanks = new Thanks(true, invitation.ClosesAt);
        return decided.Events.OfType<SurveyAnswered>().Any()
            ? TypedResults.Created((string?)null, thanks)
            : TypedResults.Ok(thanks);
    }
}
