using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Accounts;

/// <summary><c>GET /styr/logg</c>: who read or did what of whom, for data protection officers.</summary>
public static class ShowAudit
{
    public const string Path = "/styr/logg";
    public const string Person = "person";
    public const string Subject = "subject";
    public const string From = "from";
    public const string Until = "until";

    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapPage(Path, ShowAsync).In(Area.Organisers);

    private static async Task<IResult> ShowAsync(HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = context.Request.Query;
        var page = await calls.V1.Audit.GetAsync(
            ask =>
            {
                ask.QueryParameters.Person = Filled(asked[Person]);
                ask.QueryParameters.Subject = Filled(asked[Subject]);
                ask.QueryParameters.From = WrittenDay.Read(asked[From]) is { } from ? Stockholm.At(from, TimeOnly.MinValue) : null;
                ask.QueryParameters.Until = WrittenDay.Read(asked[Until]) is { } until ? Stockholm.At(until.AddDays(1), TimeOnly.MinValue) : null;
                ask.QueryParameters.After = Filled(asked["after"]);
                ask.QueryParameters.Limit = 100;
            },
            cancellationToken);
        return context.Show<AuditPage>(new Dictionary<string, object?>
        {
            [nameof(AuditPage.Entries)] = (IReadOnlyList<AuditEntryView>)(page?.Items ?? []),
            [nameof(AuditPage.Next)] = page?.Next is { } next ? Links.To($"{Path}{QueryString.Create(
                asked.Where(each => each.Key != "after").Append(new("after", next)))}") : null,
            [nameof(AuditPage.Form)] = TypedForm.Empty with { Typed = new FormCollection(asked.ToDictionary(each => each.Key, each => each.Value)) },
            [nameof(AuditPage.Now)] = clock.GetUtcNow(),
        });
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
