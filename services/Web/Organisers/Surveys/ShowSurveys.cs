using System.Net;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Surveys;

/// <summary><c>GET /styr/enkater</c>: the surveys of an edition with how many have answered; close one, and the code for the wall.</summary>
public static class ShowSurveys
{
    public const string Path = "/styr/enkater";

    public static void MapSurveyPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, chosen, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/{{activity:guid}}/stang", CloseAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/{{activity:guid}}/kod", (Guid activity, HttpContext context, Festival calls, CancellationToken stop) => context.PassOnAsync(
            option => calls.V1.Activities[activity].Survey.RoomSvg.GetAsync(ask => ask.Options.Add(option), stop))).In(Area.Organisers);
        routes.MapQuestions();
        routes.MapModerate();
    }

    private static async Task<IResult> CloseAsync(
        Guid activity, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        try
        {
            await calls.V1.Activities[activity].Survey.Close.PostAsync(cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{Path}?stangd={activity}", EditionOf(context)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, chosen, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        return context.Show<SurveysPage>(
            new Dictionary<string, object?>
            {
                [nameof(SurveysPage.Edition)] = edition,
                [nameof(SurveysPage.Report)] = await ReportAsync(calls, edition, cancellationToken),
                [nameof(SurveysPage.Closed)] = Guid.TryParse(context.Request.Query["stangd"], out var closed) ? closed : null,
                [nameof(SurveysPage.Form)] = form,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>Null where nothing of the edition was released.</summary>
    private static async Task<EditionReport?> ReportAsync(Festival calls, EditionView edition, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.V1.Editions[edition.Slug!].Report.GetAsync(ask => ask.Headers.Add("Accept", "application/json"), cancellationToken);
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public static string? EditionOf(HttpContext context) => context.Request.Query[ChosenEdition.Parameter].ToString() is { Length: > 0 } slug ? slug : null;
}
