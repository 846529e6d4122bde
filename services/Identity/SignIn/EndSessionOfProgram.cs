using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Sessions;
using Marten;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// <c>/connect/end-session</c>: somebody signs out in a program, which shows the identity token that it has of them; then the session is
/// over and the browser goes back to the program. Without it anybody's link could sign somebody out: they see the page with the button.
/// </summary>
public static class EndSessionOfProgramEndpoint
{
    public static void MapEndSessionOfProgram(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/connect/end-session", [HttpMethods.Get, HttpMethods.Post], HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        HttpContext context, IQuerySession reads, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var shown = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (!Guid.TryParse(shown.Principal?.GetClaim(Roles.SessionClaim), out var id)
            || await reads.LoadAsync<Session>(id, cancellationToken) is not { } session)
        {
            return new SeeOther(SignInPages.Path);
        }

        await sessions.EndAsync(session.AccountId, new(session.Id), clock, cancellationToken);

        // A link with somebody else's identity token signs nobody out but them.
        if (await context.SignedInAsync(reads, clock.GetUtcNow(), cancellationToken) is not { } signedIn || signedIn.Session.Id == id)
        {
            await context.SignOutAsync();
        }

        return TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = SignInPages.Path }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
