using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.About;

/// <summary>
/// <c>GET /integritet/{edition}</c>: what is kept of whoever comes to an edition, for how long, who sees it, and what they can ask for. Without an
/// edition, that of the one now.
/// </summary>
public static class ShowPrivacy
{
    private const string Path = "/integritet";

    public static void MapShowPrivacy(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, async (HttpContext context, ReadFestival festival, IConfiguration settings, CancellationToken cancellationToken) =>
            Show(context, await festival.CurrentAsync(cancellationToken), settings));
        routes.MapPage($"{Path}/{{edition}}", async (
            string edition, HttpContext context, Festival calls, IConfiguration settings, CancellationToken cancellationToken) =>
            Show(context, await calls.V1.Editions[edition].GetAsync(cancellationToken: cancellationToken), settings));
    }

    /// <param name="edition">By its slug.</param>
    public static string AddressOf(string edition) => Links.To($"{Path}/{Uri.EscapeDataString(edition)}");

    private static IResult Show(HttpContext context, Client.Generated.Models.EditionView? edition, IConfiguration settings) => context.Show<PrivacyPage>(
        new Dictionary<string, object?>
        {
            [nameof(PrivacyPage.Edition)] = edition,
            [nameof(PrivacyPage.Months)] = new KeepMonths(settings).Months,
            [nameof(PrivacyPage.AuditDays)] = (int)AuditKept.In(settings).TotalDays,
        },
        isPublic: true);
}
