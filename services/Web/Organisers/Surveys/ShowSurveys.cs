using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Reports;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Surveys;

/// <summary><c>GET /styr/enkater</c>: the surveys of an edition with how many have answered; close one, and the code for the wall.</summary>
public static class ShowSurveys
{
    public const string Path = "/styr/enkater";

    public static void MapSurveyPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, chosen, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/{{activity:guid}}/stang", CloseAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/{{activity:guid}}/kod", (Guid activity, HttpContext context, Festival calls, CancellationToken stop) => context.PassOnAsync(
            option => calls.V1.Activities[activity].Survey.RoomSvg.GetAsync(ask => ask.Options.Add(option), stop))).In(Area.Organisers);
        routes.MapPlanEditionSurvey();
        routes.MapQuestions();
        routes.MapModerate();
    }

    private static async Task<IResult> CloseAsync(
        Guid activity, HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        try
        {
            await calls.V1.Activities[activity].Survey.Close.PostAsync(cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{Path}?stangd={activity}", ChosenEdition.SlugIn(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, chosen, clock, cancellationToken);
        }
    }

    /// <summary>With which questions a survey of the whole edition can begin, by whom it asks.</summary>
    private static async Task<IReadOnlyDictionary<SurveyAudience, IReadOnlyList<QuestionSet>>> SetsAsync(Festival calls, CancellationToken cancellationToken)
    {
        var sets = new Dictionary<SurveyAudience, IReadOnlyList<QuestionSet>>();
        foreach (var audience in Enum.GetValues<SurveyAudience>())
        {
            sets[audience] = (await calls.V1.QuestionSets.GetAsync(ask => ask.QueryParameters.Audience = Texts.Key(audience), cancellationToken))?.Sets ?? [];
        }

        return sets;
    }

    private static async Task<IResult> ShowAsync(
        TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        return context.Show<SurveysPage>(
            new Dictionary<string, object?>
            {
                [nameof(SurveysPage.Edition)] = edition,
                [nameof(SurveysPage.Report)] = await calls.ReportOfAsync(edition.Slug!, cancellationToken),
                [nameof(SurveysPage.OfEdition)] = (await calls.V1.Editions[edition.Id!.Value.ToString()].Surveys.GetAsync(cancellationToken: cancellationToken))?.Surveys ?? [],
                [nameof(SurveysPage.Sets)] = await SetsAsync(calls, cancellationToken),
                [nameof(SurveysPage.Now)] = clock.GetUtcNow(),
                [nameof(SurveysPage.Closed)] = Guid.TryParse(context.Request.Query["stangd"], out var closed) ? closed : null,
                [nameof(SurveysPage.Form)] = form,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
