using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Cases;

/// <summary><c>GET /styr/arenden</c>: what people want to be contacted about, by how far it has come and when it has to be answered.</summary>
public static class ShowCases
{
    public const string Path = "/styr/arenden";
    public const string InArea = "omrade";

    public static void MapCasePages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapSetAreas();
        routes.MapOneCase();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var edition = await chosen.ReadAsync(context, cancellationToken);
        var topics = calls.TopicsAsync(cancellationToken);
        var areas = calls.V1.FollowUpAreas.GetAsync(cancellationToken: cancellationToken);
        var area = context.Request.Query[InArea].ToString() is { Length: > 0 } key ? key : null;
        var all = Lists.AllAsync(
            (after, stop) => calls.V1.FollowUps.GetAsync(
                ask =>
                {
                    ask.QueryParameters.Edition = edition?.Id;
                    ask.QueryParameters.Area = area;
                    ask.QueryParameters.After = after;
                    ask.QueryParameters.Limit = 200;
                },
                stop),
            page => (page.Items, page.Next),
            cancellationToken);
        var cases = new List<FollowUpView>();
        await foreach (var each in all)
        {
            cases.Add(each);
        }

        return context.Show<CasesPage>(new Dictionary<string, object?>
        {
            [nameof(CasesPage.Edition)] = edition,
            [nameof(CasesPage.Board)] = new CaseBoard(cases, clock.GetUtcNow()),
            [nameof(CasesPage.Areas)] = (IReadOnlyList<AreaView>)(await areas ?? []),
            [nameof(CasesPage.Chosen)] = area,
            [nameof(CasesPage.Topics)] = await topics,
        });
    }
}
