using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Hosts;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Tokens;
using Marten;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// <c>/connect/authorize</c>: a program asks who somebody is, OpenIddict has checked the program, and whoever is not signed in does that
/// first. The programs are our own, so nobody is asked whether they may.
/// </summary>
public static class AuthorizeEndpoint
{
    public static void MapAuthorize(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], HandleAsync).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        HttpContext context, IQuerySession reads, RequiredPasskeys passkeys, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict has not seen the request.");
        var now = clock.GetUtcNow();
        if (await context.SignedInAsync(reads, now, cancellationToken) is not { } signedIn
            || request.HasPromptValue(PromptValues.Login)
            || (request.MaxAge is { } most && (now - signedIn.Session.StartedAt).TotalSeconds > most))
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.LoginRequired, "Nobody is signed in.")
                : TypedResults.Redirect(SignInPages.With(SignInPages.Path, await SameAgainAsync(context)));
        }

        var (account, session) = signedIn;
        if (passkeys.IsMissing(account, session, now))
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.InteractionRequired, "A passkey has to be shown.")
                : TypedResults.Redirect(SignInPages.With(SignInPages.PasskeysPath, await SameAgainAsync(context)));
        }

        var grants = passkeys.GrantsIn(session, account, now);
        var hosts = await reads.HostsOfAsync(account, grants, cancellationToken);
        var identity = Identities.Of(account, session, grants, hosts, request.GetScopes(), now);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Refuse(string error, string description) => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

    /// <summary>The same request, as an address.</summary>
    private static async Task<string> SameAgainAsync(HttpContext context)
    {
        var parameters = context.Request.HasFormContentType
            ? (await OurForms.ReadAsync(context)).SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value))
            : context.Request.Query.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value));
        return QueryHelpers.AddQueryString("/connect/authorize", parameters);
    }
}
