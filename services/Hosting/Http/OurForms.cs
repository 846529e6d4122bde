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
    {
        var http = context.HttpContext;
        var (site, origin) = (http.Request.Headers["Sec-Fetch-Site"].ToString(), http.Request.Headers.Origin.ToString());
        var publicUrl = http.RequestServices.GetRequiredService<IConfiguration>().PublicUrl();
        var isOurs = site.Length > 0
            ? site is "same-origin" or "none"
            : origin.Length == 0 || publicUrl == origin || publicUrl.StartsWith(origin + "/", StringComparison.Ordinal);
        return isOurs ? await next(context) : CommonProblems.Forbidden.ToAnswer();
    });

    /// <summary>What was typed into a form; nothing where it is none.</summary>
    public static async Task<IFormCollection> ReadAsync(HttpContext context) =>
        context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
}
