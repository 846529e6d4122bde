using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Overview;

/// <summary><c>GET /styr</c>: what wants a decision today, and how the edition stands.</summary>
public static class ShowOverview
{
    private static readonly VisitStatus[] Waiting = [VisitStatus.Asked, VisitStatus.AnotherTimeAsked];

    public static void MapShowOverview(this IEndpointRouteBuilder routes) => routes.MapPage("/styr", HandleAsync).In(Area.Organisers);

    private static async Task<IResult> HandleAsync(
        HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var editions = chosen.AllAsync(cancellationToken);
        var today = await ReadAsync(edition, plans, calls, cancellationToken);
        return context.Show<OverviewPage>(new Dictionary<string, object?>
        {
            [nameof(OverviewPage.Today)] = today,
            [nameof(OverviewPage.Editions)] = await editions,
            [nameof(OverviewPage.Now)] = clock.GetUtcNow(),
        });
    }

    private static async Task<Today> ReadAsync(EditionView edition, ReadPlan plans, Festival calls, CancellationToken cancellationToken)
    {
        var of = calls.V1.Editions[ReadPlan.Id(edition)];
        var plan = plans.WholeAsync(edition, cancellationToken);
        var clashes = ReadPlan.WhereAllowedAsync(() => of.Clashes.GetAsync(cancellationToken: cancellationToken));
        var visits = Task.WhenAll(Waiting.Select(state => ReadPlan.WhereAllowedAsync(() => of.VisitRequests.GetAsync(
            ask => (ask.QueryParameters.State, ask.QueryParameters.Limit) = (state, ReadPlan.Page), cancellationToken))));
        var unreachable = ReadPlan.WhereAllowedAsync(() => calls.V1.Recipients.Unreachable.GetAsync(cancellationToken: cancellationToken));
        var overdue = CasesAsync(calls, edition, null, true, cancellationToken);
        var open = CasesAsync(calls, edition, FollowUpState.Open, null, cancellationToken);
        var participation = ReadPlan.WhereAllowedAsync(() => of.Participation.GetAsync(cancellationToken: cancellationToken));
        var byDay = ReadPlan.WhereAllowedAsync(() => of.RegistrationsByDay.GetAsync(cancellationToken: cancellationToken));
        return new Today(
            await plan,
            await clashes,
            [.. (await visits).SelectMany(page => page?.Items ?? [])],
            (await unreachable)?.Items,
            await overdue,
            await open,
            await participation,
            await byDay);
    }

    private static async Task<int?> CasesAsync(Festival calls, EditionView edition, FollowUpState? state, bool? overdue, CancellationToken cancellationToken)
    {
        var page = await ReadPlan.WhereAllowedAsync(() => calls.V1.FollowUps.GetAsync(
            ask => (ask.QueryParameters.Edition, ask.QueryParameters.State, ask.QueryParameters.Overdue) = (edition.Id, state, overdue), cancellationToken));
        return page?.Total ?? page?.Items?.Count;
    }
}
