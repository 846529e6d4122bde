using BusinessFocus.Client;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Web.Site.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Web.Site;

/// <summary>How a page is answered.</summary>
public static class Pages
{
    /// <summary>Nothing comes from another host, and nothing runs that is written into a page.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="isPublic">Whether it is the same for everybody: then it may be shown again for a moment without asking.</param>
    public static RazorComponentResult<TPage> Show<TPage>(
        this HttpContext context, IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK, bool isPublic = false)
        where TPage : IComponent
    {
        var headers = context.Response.Headers;
        headers.CacheControl = isPublic ? "public, max-age=1" : "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }

    public static IResult Missing(this HttpContext context) => context.Show<ApologyPage>(
        new Dictionary<string, object?>
        {
            [nameof(ApologyPage.Title)] = Languages.Choose("Sidan finns inte", "We cannot find that page"),
            [nameof(ApologyPage.Text)] = Languages.Choose(
                "Länken kan vara avhuggen eller gammal. Öppna den en gång till från mejlet, eller börja i programmet.",
                "The link may be cut off or old. Open it again from the email, or start from the programme."),
        },
        StatusCodes.Status404NotFound);

    /// <param name="problem">What was answered; null where nothing was.</param>
    public static IResult Unavailable(this HttpContext context, ProblemException? problem)
    {
        var isTooMuch = problem is { Status: System.Net.HttpStatusCode.TooManyRequests };
        return context.Show<ApologyPage>(
            new Dictionary<string, object?>
            {
                [nameof(ApologyPage.Title)] = isTooMuch
                    ? Languages.Choose("Det blev för många försök", "Too many attempts")
                    : Languages.Choose("Det gick inte just nu", "That did not work just now"),
                [nameof(ApologyPage.Text)] = problem is { Status: < System.Net.HttpStatusCode.InternalServerError }
                    ? problem.Message
                    : Languages.Choose("Försök igen om en stund. Inget är halvgjort.", "Try again in a moment. Nothing has been half done."),
                [nameof(ApologyPage.TraceId)] = problem?.Facts.TryGetValue("traceId", out var trace) is true ? trace.ToString() : null,
            },
            isTooMuch ? StatusCodes.Status429TooManyRequests
            : problem is { Status: < System.Net.HttpStatusCode.InternalServerError } ? (int)problem.Status
            : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Somebody is signed in and has no role for the page.</summary>
    public static IResult Forbidden(this HttpContext context) => context.Show<ApologyPage>(
        new Dictionary<string, object?>
        {
            [nameof(ApologyPage.Title)] = Languages.Choose("Den här sidan är inte din", "You cannot see this page"),
            [nameof(ApologyPage.Text)] = Languages.Choose(
                $"Du är inloggad som {SignedIn.In(context)?.Name}. Be festivalens arrangör om rollen, eller logga in som någon annan.",
                $"You are signed in as {SignedIn.In(context)?.Name}. Ask the festival's organiser for the role, or sign in as somebody else."),
            [nameof(ApologyPage.WayOn)] = new WayOn("/sign-in", Languages.Choose("Din inloggning", "Your sign-in")),
        },
        StatusCodes.Status403Forbidden);

    /// <summary>
    /// The session ended before the form was sent, or an attempt to sign in took too long. What was typed stands in the page, to be sent once more:
    /// browsers do not keep it on pages that are not to be stored. What another site has sent is not shown as if it were typed here.
    /// </summary>
    public static async Task<IResult> SignInAgainAsync(this HttpContext context)
    {
        var typed = HttpMethods.IsPost(context.Request.Method) && OurForms.IsOurs(context) ? await OurForms.ReadAsync(context) : FormCollection.Empty;
        return context.Show<SignInAgainPage>(
            new Dictionary<string, object?>
            {
                [nameof(SignInAgainPage.Typed)] = typed,
                [nameof(SignInAgainPage.Action)] = Links.Here(context),
            },
            StatusCodes.Status401Unauthorized);
    }

    /// <inheritdoc cref="SeeOther"/>
    public static IResult GoTo(this HttpContext _, string address) => new SeeOther(address);

    /// <summary>What was typed into a form of ours, whose key the calls of the page have; nothing where it is none.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpContext context)
    {
        var form = await OurForms.ReadAsync(context);
        FormKey.Keep(context, form);
        return form;
    }

    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapGet(pattern, handler).ExcludeFromDescription();

    public static IEndpointConventionBuilder MapForm(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapPost(pattern, handler).FromOurPagesOnly().DisableAntiforgery().ExcludeFromDescription();
}
