using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BusinessFocus.Client;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Site;

/// <summary>What every page has: its language by its address, the festival's interface, and a page also where something is wrong.</summary>
public static partial class SiteSetup
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        var gateway = new Uri(builder.Configuration["Gateway"] ?? throw new InvalidOperationException("Gateway is not set: where the interface is."));
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(services => new Festival(
            gateway,
            services.GetRequiredService<IHttpContextAccessor>(),
            services.GetRequiredService<AccessTokensOfSession>().GetAsync,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ChosenEdition>();
        builder.AddSignIn(gateway);
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    /// <summary>The order in which a page passes: its language, what goes wrong, and what is not there.</summary>
    public static void UseSite(this WebApplication app)
    {
        app.UsePageLanguage();
        app.Use(TellOfFaultsAsync);
        app.UseStatusCodePages(status => status.HttpContext.Response.StatusCode == StatusCodes.Status404NotFound
            ? status.HttpContext.Missing().ExecuteAsync(status.HttpContext)
            : Task.CompletedTask);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Swedish, and English below <c>/en</c>: a link shows the same to everybody.</summary>
    private static void UsePageLanguage(this WebApplication app) => app.Use((context, next) =>
    {
        var isEnglish = context.Request.Path.StartsWithSegments(Links.English, StringComparison.OrdinalIgnoreCase, out var rest);
        if (isEnglish)
        {
            context.Request.PathBase = Links.English;
            context.Request.Path = rest.HasValue ? rest : "/";
        }

        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(isEnglish ? "en-GB" : "sv-SE");
        return next(context);
    });

    private static async Task TellOfFaultsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException problem) when (!context.Response.HasStarted && (int)problem.Status is 404 or 410)
        {
            await context.Missing().ExecuteAsync(context);
        }
        catch (ProblemException problem) when (!context.Response.HasStarted && (int)problem.Status is 401 && IsOfStaff(context))
        {
            // Revoked meanwhile: Identity says whether they may still sign in.
            await (HttpMethods.IsGet(context.Request.Method) ? context.ChallengeAsync() : (await context.SignInAgainAsync()).ExecuteAsync(context));
        }
        catch (ProblemException problem) when (!context.Response.HasStarted && (int)problem.Status is 403 && IsOfStaff(context))
        {
            await context.Forbidden().ExecuteAsync(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            if (fault is not (ProblemException or ApiException or HttpRequestException))
            {
                LogFault(context.RequestServices.GetRequiredService<ILogger<Festival>>(), fault);
            }

            await context.Unavailable(fault as ProblemException).ExecuteAsync(context);
        }
    }

    private static bool IsOfStaff(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<StaffOnly>() is not null;

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not be shown")]
    private static partial void LogFault(ILogger log, Exception fault);
}
