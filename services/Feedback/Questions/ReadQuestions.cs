using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Feedback.Questions;

/// <summary>What the surveys of a kind of activity ask, now and before.</summary>
/// <param name="Kind">Whose surveys they are.</param>
/// <param name="Current">In force: what a survey asks that nobody has answered.</param>
/// <param name="Versions">All that there were, the newest first.</param>
public sealed record SurveyTemplateView(ActivityKind Kind, Questionnaire Current, IReadOnlyList<Questionnaire> Versions)
{
    public static SurveyTemplateView Of(ActivityKind kind, SurveyTemplate template) =>
        new(kind, template.Current, [.. template.Versions.Reverse()]);
}

/// <summary>What the surveys of each kind of activity ask. For organisers.</summary>
public static class ReadQuestionsEndpoint
{
    /// <summary>What the surveys of all kinds of activity ask.</summary>
    /// <param name="Templates">One for each kind of activity.</param>
    public sealed record Answer(IReadOnlyList<SurveyTemplateView> Templates);

    public static void MapReadQuestions(this RouteGroupBuilder api)
    {
        api.MapGet("/survey-templates", ListAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("listSurveyTemplates")
            .WithSummary("List the survey templates");
        api.MapGet("/survey-templates/{kind}", ReadAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readSurveyTemplate")
            .WithSummary("Read a survey template");
    }

    /// <summary>
    /// What the surveys of each kind of activity ask, now and before; the standard questions where nobody has changed them. For organisers of
    /// all municipalities.
    /// </summary>
    private static async Task<Ok<Answer>> ListAsync(IQuerySession reads, CancellationToken cancellationToken)
    {
        var changed = (await reads.Query<SurveyTemplate>().ToListAsync(cancellationToken)).ToDictionary(template => template.Id);
        return TypedResults.Ok(new Answer([.. Enum.GetValues<ActivityKind>()
            .Select(kind => SurveyTemplateView.Of(kind, changed.GetValueOrDefault(SurveyTemplate.IdOf(kind)) ?? SurveyTemplate.Initial))]));
    }

    /// <summary>
    /// What the surveys of one kind of activity ask (seminar, meeting, companyVisit or openHouse; 404 for any other): the questions in force,
    /// and every version that there was. Its ETag is for the change. For organisers of all municipalities.
    /// </summary>
    /// <param name="name">The kind of activity: seminar, meeting, companyVisit or openHouse.</param>
    private static async Task<Results<Ok<SurveyTemplateView>, ProblemHttpResult>> ReadAsync(
        [FromRoute(Name = "kind")] string name, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!EnumNames<ActivityKind>.All.TryGetValue(name, out var kind))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var template = await reads.LoadAsync<SurveyTemplate>(SurveyTemplate.IdOf(kind), cancellationToken) ?? SurveyTemplate.Initial;
        response.SetVersion(template.Current.Version - 1);
        return TypedResults.Ok(SurveyTemplateView.Of(kind, template));
    }
}
