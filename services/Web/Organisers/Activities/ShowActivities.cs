using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>
/// <c>GET /styr/aktiviteter</c>: the plan as a list that filters, sorts and pages, and <c>GET /styr/aktiviteter.csv</c>: all of what it shows as a file.
/// </summary>
public static class ShowActivities
{
    public static void MapShowActivities(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(ActivityFilter.Path, ShowAsync).In(Area.Organisers);
        routes.MapPage($"{ActivityFilter.Path}.csv", ExportAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ShowAsync(
        [AsParameters] ActivityFilter asked, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var filter = asked.Readable();
        var (plan, clashing) = await ReadAsync(edition, plans, calls, cancellationToken);
        return context.Show<ActivitiesPage>(new Dictionary<string, object?>
        {
            [nameof(ActivitiesPage.Plan)] = plan,
            [nameof(ActivitiesPage.Filter)] = filter,
            [nameof(ActivitiesPage.List)] = ActivityList.Of(plan, filter, clashing),
            [nameof(ActivitiesPage.Clashing)] = clashing,
            [nameof(ActivitiesPage.Now)] = clock.GetUtcNow(),
        });
    }

    private static async Task<IResult> ExportAsync(
        [AsParameters] ActivityFilter asked, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Missing();
        }

        var (plan, clashing) = await ReadAsync(edition, plans, calls, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(ActivityTable.Of(ActivityList.Of(plan, asked.Readable(), clashing).All), "text/csv; charset=utf-8", $"{edition.Slug}.csv");
    }

    private static async Task<(PlanNow Plan, IReadOnlySet<Guid> Clashing)> ReadAsync(
        EditionView edition, ReadPlan plans, Festival calls, CancellationToken cancellationToken)
    {
        var clashes = ReadPlan.WhereAllowedAsync(() => calls.V1.Editions[ReadPlan.Id(edition)].Clashes.GetAsync(cancellationToken: cancellationToken));
        var plan = await plans.WholeAsync(edition, cancellationToken);
        return (plan, ((await clashes)?.Clashing ?? []).Select(activity => activity.ActivityId!.Value).ToHashSet());
    }
}
