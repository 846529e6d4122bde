using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary><c>/logga-in</c> leads each to the pages that are theirs; <c>/logga-ut</c> ends the session here and at Identity.</summary>
public static class SignInEndpoints
{
    public const string SignInPath = "/logga-in";
    public const string SignOutPath = "/logga-ut";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(SignInPath, SignIn);
        routes.MapForm(SignOutPath, SignOutAsync);
    }

    private static IResult SignIn(HttpContext context) => SignedIn.In(context) is not { } person
        ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Links.To(SignInPath) })
        : Area.All.FirstOrDefault(area => person.IsOneOf(area.Roles)) is { } first
            ? context.GoTo(Links.To(first.Path))
            : context.Forbidden();

    /// <summary>Identity knows by the identity token whose session it is; without one it has ended already.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        if (await context.GetTokenAsync(CookieAuthenticationDefaults.AuthenticationScheme, "id_token") is null)
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return context.GoTo(Links.To("/"));
        }

        return TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = Links.To("/") },
            authenticationSchemes: [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]);
    }
}
