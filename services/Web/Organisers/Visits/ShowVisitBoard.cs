using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Visits;

/// <summary><c>GET /styr/besok</c>: companies that want to be visited, by who has to answer, and how long each has waited.</summary>
public static class ShowVisitBoard
{
    public const string Path = "/styr/besok";

    public static void MapVisitBoardPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapOneVisit();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var topics = calls.TopicsAsync(cancellationToken);
        var all = Lists.AllAsync(
            (after, stop) => calls.V1.Editions[edition.Id!.Value.ToString()].VisitRequests.GetAsync(
                ask =>
                {
                    ask.QueryParameters.After = after;
                    ask.QueryParameters.Limit = 200;
                },
                stop),
            page => (page.Items, page.Next),
            cancellationToken);
        var visits = new List<VisitRequestView>();
        await foreach (var visit in all)
        {
            visits.Add(visit);
        }

        return context.Show<VisitBoardPage>(new Dictionary<string, object?>
        {
            [nameof(VisitBoardPage.Edition)] = edition,
            [nameof(VisitBoardPage.Board)] = new VisitBoard(visits),
            [nameof(VisitBoardPage.Topics)] = await topics,
            [nameof(VisitBoardPage.Now)] = clock.GetUtcNow(),
        });
    }
}
