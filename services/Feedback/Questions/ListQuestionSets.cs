using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Questions;

/// <summary>
/// Sets of questions with wording in Swedish and English: the standard questions, and the areas of SKR's Insikt. One of them is asked by
/// sending its isAnonymous and questions to the survey template of a kind of activity, as they are or changed. For organisers.
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

    private static Ok<Answer> Handle() => TypedResults.Ok(new Answer(QuestionSets.All));
}
