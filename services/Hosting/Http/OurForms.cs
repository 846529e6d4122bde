using BusinessFocus.Domain.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.Http;

public static class OurForms
{
    /// <summary>
    /// A form of ours only: another site cannot sign somebody in as somebody else. Browsers say from where a form comes, and what is no
    /// browser has no cookies of somebody's.
    /// </summary>
    public static RouteHandlerBuilder FromOurPagesOnly(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
        IsOurs(context.HttpContext) ? await next(context) : CommonProblems.Forbidden.ToAnswer());

    /// <summary>Whether what was sent comes from a page of ours, or from no page.</summary>
    public static bool IsOurs(HttpContext http)
    {
        var (site, origin) = (http.Request.Headers["Sec-Fetch-Site"].ToString(), http.Request.Headers.Origin.ToString());
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var publicUrl = http.RequestServices.GetRequiredService<IConfiguration>().PublicUrl();
        return origin.Length == 0 || publicUrl == origin || publicUrl.StartsWith(origin + "/", StringComparison.Ordinal);
    }

    /// <summary>What was typed into a form; nothing where it is none.</summary>
    public static async Task<IFormCollection> ReadAsync(HttpContext context) =>
        context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
}
