using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Editions;

/// <summary>How far a survey of a whole edition has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EditionSurveyState>))]
public enum EditionSurveyState
{
    /// <summary>Nobody has planned it: it is not sent.</summary>
    NotPlanned,

    /// <summary>It is sent when it is time.</summary>
    Planned,

    /// <summary>It is time, and whom it asks is being looked up.</summary>
    BeingSent,

    /// <summary>It was sent, and takes answers.</summary>
    Open,

    /// <summary>It takes no more answers.</summary>
    Closed,
}

/// <summary>A survey of a whole edition.</summary>
/// <param name="Audience">Whom it asks.</param>
/// <param name="Id">By it, in place of an activity's, its answers by name are read and it is closed.</param>
/// <param name="State">How far it has come.</param>
/// <param name="OpensAt">UTC: when it is to be sent, as an organiser set it; left out where it goes after the edition's end.</param>
/// <param name="DueAt">UTC: when it is sent, as far as that is known; left out where it has been, or is not planned.</param>
/// <param name="DaysOpen">For how many days answers are taken; left out where it is not planned.</param>
/// <param name="ClosesAt">UTC: answers are taken until then; left out before it was sent.</param>
/// <param name="IsAnonymous">Whether nobody can tell who answers what.</param>
/// <param name="Questions">What it asks, or would.</param>
/// <param name="Figures">How many were asked and answered, and what the answers come to from seven; left out before it was sent.</param>
public sealed record EditionSurveyView(
    SurveyAudience Audience,
    ActivityId Id,
    EditionSurveyState State,
    DateTimeOffset? OpensAt,
    DateTimeOffset? DueAt,
    int? DaysOpen,
    DateTimeOffset? ClosesAt,
    bool IsAnonymous,
    IReadOnlyList<Question> Questions,
    Figures? Figures)
{
    /// <param name="result">What was counted; null where nothing was.</param>
    public static EditionSurveyView Of(EditionId edition, SurveyAudience audience, Survey survey, GroupResult? result, DateTimeOffset now)
    {
        var asks = survey.Plan?.Questionnaire ?? EditionQuestionnaires.Of(audience);
        var id = EditionSurveys.IdOf(edition, audience);
        return new EditionSurveyView(
            audience,
            id,
            survey switch
            {
                { ClosesAt: { } closesAt } => closesAt <= now ? EditionSurveyState.Closed : EditionSurveyState.Open,
                { RequestedAt: not null } => EditionSurveyState.BeingSent,
                { Plan: not null } => EditionSurveyState.Planned,
                _ => EditionSurveyState.NotPlanned,
            },
            survey.Plan is { IsAfterEnd: false } plan ? plan.OpensAt : null,
            survey.OpensAt,
            survey.Plan?.DaysOpen,
            survey.ClosesAt,
            asks.IsAnonymous,
            asks.Questions,
            survey.IsOpened ? FiguresOf(result, id, asks) : null);
    }

    /// <summary>By itself: no other group has these answers in it.</summary>
    private static Figures FiguresOf(GroupResult? result, ActivityId id, Questionnaire asks) => Figures.Of(
        result is null ? ShownResult.Nothing(Group.Of(id)) : Disclosure.Of([result], [])[result.Group],
        [.. asks.Questions.Where(question => question.Type != QuestionType.Text)]);
}

/// <summary>
/// The two surveys of a whole edition, planned or not: <c>participants</c> asks who came to anything, <c>noShows</c> who had seats and came to
/// nothing; with how many were asked, and what the answers come to from seven. For organisers.
/// </summary>
public static class ListEditionSurveysEndpoint
{
    /// <summary>The surveys of a whole edition.</summary>
    /// <param name="Surveys">Both, planned or not.</param>
    public sealed record EditionSurveyList(IReadOnlyList<EditionSurveyView> Surveys);

    public static void MapListEditionSurveys(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/surveys", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("listEditionSurveys")
            .WithSummary("List the surveys of a whole edition");

    /// <param name="id">The edition's id or slug.</param>
    private static async Task<Results<Ok<EditionSurveyList>, ProblemHttpResult>> HandleAsync(
        string id, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken) =>
        await reads.FindEditionAsync(id, cancellationToken) is { } edition
            ? TypedResults.Ok(new EditionSurveyList(await reads.EditionSurveysAsync(edition, clock.GetUtcNow(), cancellationToken)))
            : SurveyProblems.NoSuchEdition.ToAnswer();

    public static async Task<IReadOnlyList<EditionSurveyView>> EditionSurveysAsync(
        this IQuerySession reads, EditionId edition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = Enum.GetValues<SurveyAudience>().ToDictionary(audience => audience, audience => EditionSurveys.IdOf(edition, audience));
        var surveys = (await reads.LoadManyAsync<Survey>(cancellationToken, ids.Values.Select(id => id.Value))).ToDictionary(survey => survey.Id);
        var results = (await reads.LoadManyAsync<GroupResult>(cancellationToken, ids.Values.Select(id => Group.Of(id).IdIn(edition)))).ToDictionary(result => result.Group);
        return [.. ids.Select(each => EditionSurveyView.Of(
            edition, each.Key, surveys.GetValueOrDefault(each.Value.Value) ?? Survey.Initial, results.GetValueOrDefault(Group.Of(each.Value)), now))];
    }
}
