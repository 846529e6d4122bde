using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Questions;

/// <summary>
/// Sets of questions with wording in Swedish and English: the standard questions, and the areas of SKR's Insikt. One of them is asked by
/// sending its isAnonymous and questions to the survey template of a kind of activity, as they are or changed. A survey of a whole edition begins with
/// one of those for its <c>audience</c> by its key. For organisers.
/// </summary>
public static class ListQuestionSetsEndpoint
{
    /// <summary>The sets that there are.</summary>
    /// <param name="Sets">The standard questions first.</param>
    public sealed record Answer(IReadOnlyList<QuestionSet> Sets);

    public static void MapListQuestionSets(this RouteGroupBuilder api) =>
        api.MapGet("/question-sets", Handle)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("listQuestionSets")
            .WithSummary("List sets of questions");

    /// <param name="audience">For a survey of a whole edition, whom it asks: participants or noShows. Left out: for the surveys of activities.</param>
    private static Results<Ok<Answer>, ProblemHttpResult> Handle(string? audience) =>
        audience is null ? TypedResults.Ok(new Answer(QuestionSets.All))
        : EnumNames<SurveyAudience>.All.TryGetValue(audience, out var asked) ? TypedResults.Ok(new Answer(QuestionSets.For(asked)))
        : Flaw.Refuse([new Flaw("audience", "participants eller noShows.", "participants or noShows.")]).ToAnswer();
}
