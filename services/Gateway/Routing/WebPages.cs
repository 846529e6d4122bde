using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Configuration;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// The pages for people, at every address that is nothing else's. A browser that opens a link of a letter, which is an address of the interface, is
/// led to the page; programs get what they always got there.
/// </summary>
public static class WebPages
{
    public const string Cluster = "web";

    /// <summary>
    /// What stands at an address of the interface, and its page, which has the parts that differ in the same order. Links in letters that were sent long
    /// ago stay good by this.
    /// </summary>
    private static readonly (string[] Address, string Page)[] Pages =
    [
        (["registrations", "*"], "/anmalan/*"),
        (["held-registrations", "*"], "/bekrafta/*"),
        (["my"], "/mina"),
        (["activities", "*"], "/aktivitet/*"),
        (["visit-requests", "*"], "/besok/*"),
        (["surveys", "*"], "/svara/*"),
        (["rooms", "*"], "/svara/rum/*"),
        (["preferences", "*"], "/installningar/*"),
        (["preferences", "*", "unsubscribe", "*"], "/avboka/*/*"),
        (["follow-ups", "*", "reopen"], "/arende/*"),
    ];

    /// <summary>The pages of staff at links without a token, for which whoever opens them signs in.</summary>
    private static readonly (string[] Address, string Page)[] StaffPages =
    [
        (["visit-requests", "*"], "/styr/besok/*"),
        (["follow-ups", "*"], "/styr/arenden/*"),
    ];

    private const string Api = "/api/v1";

    /// <summary>A member list is sent by a form, with the boundaries of its parts around it.</summary>
    private static readonly string[] WithTables = ["/forening/lista", "/en/forening/lista"];

    private const long AroundTable = 64 * 1024;

    /// <summary>Below it all pages are in English.</summary>
    private const string English = "/en";

    public static IEnumerable<RouteConfig> Routes(ServiceAddresses addresses) => addresses.Web.Length == 0
        ? []
        // What is not found in the interface is a problem, as all of it, and no page.
        : from path in (string[])["/", "/{**page:regex(^(?!api/))}", .. WithTables]
          select new RouteConfig
          {
              RouteId = $"{Cluster} {path}",
              ClusterId = Cluster,
              Match = new RouteMatch { Path = path },
              Order = WithTables.Contains(path) ? int.MaxValue - 1 : int.MaxValue,
              RateLimiterPolicy = Limits.Usual,
              MaxRequestBodySize = WithTables.Contains(path) ? Limits.TableBody + AroundTable : Limits.UsualBody,
          };

    /// <summary>Before what may be kept for others: a browser and a program get different answers at one address.</summary>
    public static void UseWebPages(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServiceAddresses>().Web.Length == 0)
        {
            return;
        }

        app.Use((context, next) =>
        {
            if (!HttpMethods.IsGet(context.Request.Method)
                || !context.Request.Path.StartsWithSegments(Api, out var rest)
                || PageOf(rest, context.Request.Query.ContainsKey("token")) is not { } page)
            {
                return next(context);
            }

            var isEnglish = IsInEnglish(context.Request);
            context.Request.QueryString = WithoutLanguage(context.Request.Query);
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            if (AcceptHeader.BestOf(context.Request.Headers.Accept, ["application/json", LinkPage.MediaType]) != LinkPage.MediaType)
            {
                return next(context);
            }

            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect($"{(isEnglish ? English : "")}{page}{context.Request.QueryString}");
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// As the letter says; letters from before that say nothing: those who take no Swedish get English. Many who read Swedish have a browser in English,
    /// which says that it takes both.
    /// </summary>
    public static bool IsInEnglish(HttpRequest request)
    {
        if (request.Query[LinkPage.LanguageParameter] is [{ } asked])
        {
            return asked == Languages.English;
        }

        var taken = request.GetTypedHeaders().AcceptLanguage.Where(language => language.Quality is not 0).Select(language => language.Value.ToString()).ToList();
        return taken.Any(Is(Languages.English)) && !taken.Any(Is(Languages.Swedish));

        static Func<string, bool> Is(string language) => tag => tag.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>It is for people: who asks for the interface says it by <c>Accept-Language</c>.</summary>
    private static QueryString WithoutLanguage(IQueryCollection query) => QueryString.Create(query.Where(part => part.Key != LinkPage.LanguageParameter));

    /// <summary>Null where there is none.</summary>
    /// <param name="hasToken">Whether the link opens by itself what it leads to.</param>
    public static string? PageOf(string? address, bool hasToken = true)
    {
        var parts = (address ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (pattern, page) in hasToken ? Pages : [.. StaffPages, .. Pages])
        {
            if (parts.Length == pattern.Length && pattern.Zip(parts).All(each => each.First == "*" || each.First == each.Second))
            {
                return Filled(page, pattern.Zip(parts).Where(each => each.First == "*").Select(each => each.Second));
            }
        }

        return null;
    }

    /// <summary>Part by part: what is filled in may have an asterisk itself.</summary>
    private static string Filled(string page, IEnumerable<string> parts)
    {
        var open = page.Split('*');
        return string.Concat(open.Zip(parts.Select(Uri.EscapeDataString).Append(""), (before, part) => before + part));
    }
}
