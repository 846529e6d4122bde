using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Editions;

/// <summary>An organiser has a whole edition asked: when, for how long, and what. As long as it has not been sent it can be changed.</summary>
public static class PlanEditionSurvey
{
    public const int DaysByDefault = 14;
    private const int MostDays = 90;
    private const int MostDaysAhead = 366;

    /// <summary>When a survey of an edition is sent, and what it asks.</summary>
    /// <param name="OpensAt">UTC: when it is sent, at most 366 days ahead; in the past is at once. Left out: when the edition's last activity has ended.</param>
    /// <param name="DaysOpen">For how many days answers are taken, 1 to 90; left out: 14.</param>
    /// <param name="IsAnonymous">Whether nobody can tell who answers what; left out: yes.</param>
    /// <param name="Questions">1 to 40, in the order that they are asked; left out: those of the set.</param>
    /// <param name="QuestionSet">The key of a set for this survey, whose questions are asked as they are; not beside questions. Left out: the standard ones.</param>
    public sealed record Request(
        DateTimeOffset? OpensAt = null, int? DaysOpen = null, bool? IsAnonymous = null, IReadOnlyList<Question>? Questions = null, string? QuestionSet = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(request => request.OpensAt).Must(at => at is null || at <= clock.GetUtcNow().AddDays(MostDaysAhead))
                .WithMessage(_ => Languages.Choose($"Högst {MostDaysAhead} dagar fram.", $"At most {MostDaysAhead} days ahead."));
            RuleFor(request => request.DaysOpen).InclusiveBetween(1, MostDays).When(request => request.DaysOpen is not null);
            RuleFor(request => request.QuestionSet).Null().When(request => request.Questions is not null)
                .WithMessage(_ => Languages.Choose("Antingen frågor eller en mall.", "Either questions or a set."));
            RuleForEach(request => request.Questions).Must(question => question is not null && question.Options?.Any(option => option is null) != true)
                .WithMessage(_ => Languages.Choose("Ett alternativ saknas.", "An option is missing."));
        }
    }

    /// <summary>The set that the survey begins with; null where there is no such one for it.</summary>
    public static QuestionSet? SetOf(Request request, SurveyAudience audience) =>
        QuestionSets.For(audience).FirstOrDefault(set => set.Key == (request.QuestionSet ?? QuestionSets.Standard));

    /// <param name="set">What it begins with.</param>
    /// <param name="facts">Of any of the edition's activities.</param>
    /// <param name="endsAt">When its last activity ends; null where nobody knows.</param>
    public static EditionSurveyPlan PlanOf(Request request, QuestionSet set, SurveyAudience audience, SurveyedActivity facts, DateTimeOffset? endsAt, DateTimeOffset now)
    {
        return new EditionSurveyPlan(
            facts.EditionId,
            facts.EditionSlug,
            facts.Municipality,
            audience,
            new Questionnaire(1, request.IsAnonymous ?? set.IsAnonymous, request.Questions ?? set.Questions),
            request.OpensAt?.ToUniversalTime() ?? endsAt ?? now,
            IsAfterEnd: request.OpensAt is null,
            request.DaysOpen ?? DaysByDefault);
    }
}

/// <summary>
/// Plans a survey of a whole edition: <c>participants</c> asks everybody who came to anything in it, <c>noShows</c> who had seats and came to
/// nothing, and not who cancelled. Each person is asked once, by e-mail, with a link of their own, and not reminded; who turned such letters off
/// gets none. Whom it asks is decided when it is sent. The same again changes nothing; 409 <c>edition-survey-sent</c> once it was sent. Its answers
/// are counted by themselves and shown from seven, as all are. For organisers.
/// </summary>
public static class PlanEditionSurveyEndpoint
{
    public static void MapPlanEditionSurvey(this RouteGroupBuilder api) =>
        api.MapPut("/editions/{id}/surveys/{audience}", HandleAsync)
            .Validates<PlanEditionSurvey.Request>()
            .TakesBack<EditionSurveyView>()
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("planEditionSurvey")
            .WithSummary("Plan a survey of a whole edition")
            .RefusesWith(StatusCodes.Status409Conflict);

    /// <param name="id">The edition's id or slug.</param>
    /// <param name="audience">Whom it asks: participants or noShows.</param>
    private static async Task<Results<Ok<EditionSurveyView>, ProblemHttpResult>> HandleAsync(
        string id,
        string audience,
        PlanEditionSurvey.Request request,
        IfMatch ifMatch,
        HttpContext context,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!EnumNames<SurveyAudience>.All.TryGetValue(audience, out var asked))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (PlanEditionSurvey.SetOf(request, asked) is not { } set)
        {
            var keys = string.Join(", ", QuestionSets.For(asked).Select(each => each.Key));
            return Flaw.Refuse([new Flaw("questionSet", $"En av: {keys}.", $"One of: {keys}.")]).ToAnswer();
        }

        await using var reads = sessions.QuerySession();
        if (await reads.FindEditionAsync(id, cancellationToken) is not { } edition || await reads.ActivitiesOfAsync(edition, cancellationToken) is not [var first, ..] activities)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var facts = activities.FirstOrDefault(each => each.Municipality is not null) ?? first;
        var plan = PlanEditionSurvey.PlanOf(request, set, asked, facts, activities.Max(each => each.EndsAt), now);
        var decided = await sessions.DecideAsync<Survey>(
            EditionSurveys.IdOf(edition, asked).Value,
            ifMatch.Expected,
            survey => EditionSurveys.Plan(survey, plan, context.User.FindFirst("sub")?.Value, now),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        context.Response.SetVersion(decided.Version);
        return TypedResults.Ok(EditionSurveyView.Of(edition, asked, decided.State, null, now));
    }
}
