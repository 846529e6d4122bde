using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Surveys;

/// <summary>
/// <c>POST /styr/enkater/hela/{audience}</c>: everybody who came to anything, or those who had a seat and came to nothing, are asked about the edition once it is over;
/// <c>…/avbryt</c> takes it back.
/// </summary>
public static class PlanEditionSurvey
{
    /// <summary>Of the form: with which set of questions it begins.</summary>
    public const string Set = "questionSet";

    private const string Path = $"{ShowSurveys.Path}/hela/{{audience}}";

    public static void MapPlanEditionSurvey(this IEndpointRouteBuilder routes)
    {
        routes.MapForm(Path, async (string audience, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) =>
        {
            var request = new PlanEditionSurveyRequest { QuestionSet = TypedForm.Filled(await context.FormAsync(), Set) };
            return await ActAsync(audience, context, chosen, (edition, which, stop) => calls.V1.Editions[edition].Surveys[which].PutAsync(request, cancellationToken: stop), cancellationToken);
        }).In(Area.Organisers);
        routes.MapForm($"{Path}/avbryt", (string audience, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) => ActAsync(
            audience, context, chosen, (edition, which, stop) => calls.V1.Editions[edition].Surveys[which].DeleteAsync(cancellationToken: stop), cancellationToken)).In(Area.Organisers);
    }

    public static string AddressOf(SurveyAudience audience, string? edition, string below = "") =>
        ChosenEdition.Link($"{ShowSurveys.Path}/hela/{Texts.Key(audience)}{below}", edition);

    /// <summary>What is sent twice, or when it has gone, is as it is: the page says how it stands.</summary>
    private static async Task<IResult> ActAsync(
        string audience, HttpContext context, ChosenEdition chosen, Func<string, string, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        try
        {
            await act(edition.Id!.Value.ToString(), audience, cancellationToken);
        }
        catch (ProblemException problem) when ((int)problem.Status == StatusCodes.Status409Conflict)
        {
        }

        return context.GoTo(ChosenEdition.Link(ShowSurveys.Path, ChosenEdition.SlugIn(context)));
    }
}

/// <summary>A survey of a whole edition in words.</summary>
public static class EditionSurveyWords
{
    public static string Name(SurveyAudience? audience) => audience == SurveyAudience.NoShows
        ? Languages.Choose("De som hade plats och inte kom", "People who had a seat and did not come")
        : Languages.Choose("Alla som kom till något", "Everybody who came to anything");

    public static string State(EditionSurveyView? survey, DateTimeOffset now) => survey switch
    {
        { State: EditionSurveyState.Planned, DueAt: { } due } => Languages.Choose($"Går ut {Texts.Until(due, now)}, en gång till var och en", $"Sent {Texts.Until(due, now)}, once to each person"),
        { State: EditionSurveyState.Planned } => Languages.Choose("Går ut när den sista aktiviteten är över", "Sent when the last activity is over"),
        { State: EditionSurveyState.NotPlanned } or null => Languages.Choose("Tillfrågas inte", "Are not asked"),
        { Figures.Invited: { } invited } => Languages.Choose($"{survey.Figures!.Cast ?? survey.Figures.Answered ?? 0} svar av {invited} tillfrågade", $"{survey.Figures!.Cast ?? survey.Figures.Answered ?? 0} of {invited} people asked have answered"),
        _ => Languages.Choose("Har gått ut", "Sent"),
    };

    public static string Questions(int count) => count == 1
        ? Languages.Choose("1 fråga", "1 question")
        : Languages.Choose($"{count} frågor", $"{count} questions");

    public static bool IsPlanned(EditionSurveyView? survey) => survey is { State: EditionSurveyState.Planned };

    public static bool CanBePlanned(EditionSurveyView? survey) => survey is null or { State: EditionSurveyState.NotPlanned };
}
