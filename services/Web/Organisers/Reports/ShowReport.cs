using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>
/// <c>GET /styr/rapport</c> and, for those who only read it, <c>/rapport</c>: what an edition came to: one page for the council, then the details; to read,
/// print, take out and share by a link.
/// </summary>
public static class ShowReport
{
    /// <summary>Where organisers read it.</summary>
    public const string Path = "/styr/rapport";

    /// <summary>The query parameter of the edition that it is put beside.</summary>
    public const string Against = "mot";

    public const string Days = "days";

    public static void MapReportPages(this IEndpointRouteBuilder routes)
    {
        foreach (var area in (Area[])[Area.Organisers, Area.Reporters])
        {
            routes.MapPage(PathIn(area), (HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken) =>
                ShowAsync(area, null, context, calls, chosen, configuration, clock, cancellationToken)).In(area);
            routes.MapPage($"{PathIn(area)}/tabell", TableAsync).In(area);
        }

        routes.MapForm($"{Path}/dela", ShareAsync).In(Area.Organisers);
        routes.MapKeepOfficialFigures();
        routes.MapPublishReport();
        routes.MapShowNeverMet();
    }

    public static string PathIn(Area area) => area == Area.Organisers ? Path : area.Path;

    private static async Task<IResult> ShareAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var days = int.TryParse(form[Days], out var number) ? Math.Clamp(number, 1, 365) : 30;
        var link = await calls.V1.Editions[edition.Slug!].Report.Link.PostAsync(
            new ShareReportEndpointRequest { Days = days, With = TypedForm.Filled(form, Against) }, cancellationToken: cancellationToken);

        // It is stored nowhere: the answer is the only place that has it.
        return await ShowAsync(Area.Organisers, link, context, calls, chosen, configuration, clock, cancellationToken);
    }

    private static async Task<IResult> TableAsync(HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) =>
        await chosen.ReadAsync(context, cancellationToken) is not { } edition
            ? context.Show<NoEditionYetPage>(new Dictionary<string, object?>())
            : await context.PassOnAsync(
                option => calls.V1.Editions[edition.Slug!].Report.GetAsync(
                    ask =>
                    {
                        ask.QueryParameters.Format = "csv";
                        ask.Headers.Add("Accept", "text/csv");
                        ask.Options.Add(option);
                    },
                    cancellationToken),
                $"rapport-{edition.Slug}.csv");

    private static async Task<IResult> ShowAsync(
        Area area, ShareReportEndpointLink? shared, HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var against = context.Request.Query[Against].ToString() is { Length: > 0 } slug ? slug : null;
        var editions = await chosen.AllAsync(cancellationToken);
        return context.Show<ReportPage>(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Area)] = area,
            [nameof(ReportPage.Edition)] = edition,
            [nameof(ReportPage.Editions)] = editions,
            [nameof(ReportPage.Now)] = await calls.ReportAsync(chosen, edition, against, OwnMunicipality.DefaultOf(configuration), cancellationToken),
            [nameof(ReportPage.Shared)] = shared,
            [nameof(ReportPage.Clock)] = clock.GetUtcNow(),
        });
    }
}
