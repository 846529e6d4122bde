using System.Text.Json;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Knowledge;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Answers;

/// <summary>An attendee answers, and may change the answer until the survey closes. A link used twice never doubles it.</summary>
public static class Answer
{
    public const int LongestText = Questionnaire.LongestText;
    private const int Most = 200;

    /// <summary>What somebody answers, and whether they want to be contacted.</summary>
    /// <param name="Answers">
    /// By the questions' keys, 1 to 200, in place of all that was answered before: a whole number, an option's key, a list of keys where
    /// several can be chosen, or a text of at most 4,000 characters.
    /// </param>
    /// <param name="FollowUp">"I want to be contacted"; left out for not. The first one of a registration opens a case, later ones change nothing.</param>
    public sealed record Request(IReadOnlyDictionary<string, JsonElement> Answers, Wish? FollowUp);

    /// <summary>That somebody wants to be contacted.</summary>
    /// <param name="Topic">The key of the area that is asked, at most 60 characters; left out, or where no area has it, the business office answers.</param>
    /// <param name="Message">What it is about, at most 4,000 characters; may be left out.</param>
    public sealed record Wish(string? Topic, string? Message);

    /// <summary>What each question takes, the questionnaire says.</summary>
    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Answers).AtMost();
            RuleFor(request => request.FollowUp!).SetValidator(new FollowUpValidator()).When(request => request.FollowUp is not null);
        }
    }

    public sealed class FollowUpValidator : AbstractValidator<Wish>
    {
        public FollowUpValidator()
        {
            RuleFor(followUp => followUp.Topic).OptionalText(60);
            RuleFor(followUp => followUp.Message).OptionalText(LongestText);
        }
    }

    /// <summary>So many that no questionnaire asks more.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyDictionary<string, JsonElement>> AtMost<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, JsonElement>> rule) => rule
        .Must(answers => answers is { Count: <= Most })
        .WithMessage(_ => Languages.Choose($"Högst {Most} svar.", $"At most {Most} answers."));

    /// <summary>What is in the box after somebody answered like this.</summary>
    /// <param name="before">What they have in it; null when they have not answered.</param>
    /// <param name="groups">What it counts in, the whole edition first.</param>
    /// <param name="known">What they said at their registration that they knew of the others; null where they were not asked.</param>
    public static BallotPaper Fill(
        BallotPaper? before, IReadOnlyList<Group> groups, Said said, Foreknown? known, string language)
    {
        var marks = said with { Texts = new Dictionary<string, string>() };
        var slips = (before?.Slips ?? [.. groups.Select(group => new Slip(group, marks))])
            .Select((slip, i) => slip.Group.Dimension == Dimension.Side ? slip : slip with { Now = i == 0 ? said : marks, IsPending = true })
            .ToList();
        var pair = known?.PairWith(said);
        if (slips.FindIndex(slip => slip.Group.Dimension == Dimension.Side) is var at and >= 0)
        {
            slips[at] = slips[at] with { Now = pair?.Said ?? Said.Nothing, IsPending = true };
        }
        else if (pair is not null)
        {
            slips.Add(new Slip(pair.Group, pair.Said));
        }

        return new BallotPaper(slips, language);
    }
}

/// <summary>
/// Takes the answers of somebody who came, or of one side of a company visit, by the link in their letter and without signing in: 201 the first time, 200 where they change them,
/// which they may until the survey closes. A link used twice counts once, so a repeat is safe, also without an Idempotency-Key, which is not
/// looked at here. Nobody is told who answered an anonymous survey. 409 <c>survey-closed</c>; 404 <c>no-such-survey</c>; 400 names each answer
/// that its question does not take.
/// </summary>
public static class AnswerEndpoint
{
    /// <summary>The answers are taken in.</summary>
    /// <param name="Answered">Always true.</param>
    /// <param name="ChangeableUntil">UTC: until then the same link or ticket changes them.</param>
    public sealed record Thanks(bool Answered, DateTimeOffset ChangeableUntil);

    public static void MapAnswer(this RouteGroupBuilder api) =>
        api.MapPost("/surveys/{token}", HandleAsync)
            .Validates<Answer.Request>()
            .WithoutIdempotencyKey()
            .WithTags("Surveys")
            .WithName("answerSurvey")
            .WithSummary("Answer a survey");

    /// <param name="token">From the link in the invitation: it opens the survey for one registration, and nothing else.</param>
    private static async Task<Results<Created<Thanks>, Ok<Thanks>, ProblemHttpResult>> HandleAsync(
        string token, Answer.Request request, BallotBox box, CancellationToken cancellationToken) =>
        await box.FindAsync(LinkToken.HashOf(token), cancellationToken) is { } invitation
            ? AnswerTo(await box.CastAsync(invitation, request, Languages.Current, cancellationToken))
            : SurveyProblems.NoSuchSurvey.ToAnswer();

    /// <summary>The same by whatever way the answers came.</summary>
    public static Results<Created<Thanks>, Ok<Thanks>, ProblemHttpResult> AnswerTo(CastResult cast)
    {
        if (cast.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var thanks = new Thanks(true, cast.ChangeableUntil);
        return cast.IsFirst ? TypedResults.Created((string?)null, thanks) : TypedResults.Ok(thanks);
    }
}
