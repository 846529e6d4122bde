using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Surveys;

/// <summary><c>/styr/enkater/texter</c>: what people wrote, to show (to hosts and in the report) or hide, without what must not be shown.</summary>
public static class Moderate
{
    public const string Text = "text";
    public const string State = "state";
    public const string Shown = "shown";
    public const string Hidden = "hidden";

    private const string Path = $"{ShowSurveys.Path}/texter";

    public static void MapModerate(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/{{comment:guid}}", SaveAsync).In(Area.Organisers);
    }

    public static string Address(string state, string? edition) => ChosenEdition.Link($"{Path}?visa={state}", edition);

    public static string AddressOf(Guid comment, string state, string? edition) => ChosenEdition.Link($"{Path}/{comment}?visa={state}", edition);

    private static string StateIn(HttpContext context) => context.Request.Query["visa"].ToString() is var state && state is Shown or Hidden ? state : "waiting";

    private static async Task<IResult> ShowAsync(HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var state = StateIn(context);
        ListCommentsEndpointAnswer? page = null;
        try
        {
            page = await calls.V1.Editions[edition.Slug!].Comments.GetAsync(
                ask =>
                {
                    ask.QueryParameters.State = state;
                    ask.QueryParameters.Limit = 30;
                },
                cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == "no-such-edition")
        {
            // Nothing of it was released: nobody has written anything.
        }

        return context.Show<ModeratePage>(new Dictionary<string, object?>
        {
            [nameof(ModeratePage.Edition)] = edition,
            [nameof(ModeratePage.Comments)] = (IReadOnlyList<CommentView>)(page?.Items ?? []),
            [nameof(ModeratePage.HasMore)] = page?.Next is not null,
            [nameof(ModeratePage.Shows)] = state,
        });
    }

    private static async Task<IResult> SaveAsync(Guid comment, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        await calls.V1.Comments[comment].Moderate.PostAsync(
            new ModerateCommentRequest
            {
                State = form[State] == Hidden ? CommentState.Hidden : CommentState.Shown,
                Text = TypedForm.Filled(form, Text)?.ReplaceLineEndings("\n"),
            },
            cancellationToken: cancellationToken);
        return context.GoTo(Address(StateIn(context), ChosenEdition.SlugIn(context)));
    }
}
