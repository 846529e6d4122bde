using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Directories;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Client.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// <c>POST /sign-in/directory</c> sends somebody to the directory of their organisation, and <c>/sign-in/directory/callback</c> is where
/// they come back to.
/// </summary>
public static class SignInAtDirectoryEndpoint
{
    public static void MapSignInAtDirectory(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        if (DirectorySettings.In(configuration) is null)
        {
            return;
        }

        routes.MapPost(SignInPages.DirectoryPath, (Delegate)GoAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapGet(DirectorySetup.CallbackPath, ComeBackAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> GoAsync(HttpContext context)
    {
        var onTo = SignInPages.ReturnOf((await OurForms.ReadAsync(context))[SignInPages.ReturnField]);
        var asked = new AuthenticationProperties { RedirectUri = onTo ?? SignInPages.Path };
        if (onTo is not null && SignInPages.AsksAgain(onTo))
        {
            // The program wants to know that it is them now, and not that a browser was left signed in.
            asked.SetParameter(Parameters.Prompt, PromptValues.Login);
        }

        return TypedResults.Challenge(asked, [OpenIddictClientAspNetCoreDefaults.AuthenticationScheme]);
    }

    private static async Task<IResult> ComeBackAsync(
        HttpContext context, DirectorySettings directory, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        // OpenIddict has checked the state, the code and the token; what it refused is no principal.
        var answer = await context.AuthenticateAsync(OpenIddictClientAspNetCoreDefaults.AuthenticationScheme);
        var onTo = SignInPages.ReturnOf(answer.Properties?.RedirectUri);
        if (answer is not { Succeeded: true, Principal: { } principal } || PersonIn(principal, directory) is not { } person)
        {
            return NotTaken(context, onTo, Languages.Choose(
                $"{directory.Name} sa inte vem du är. Logga in med en kod.", $"{directory.Name} did not say who you are. Sign in with a code."));
        }

        var (id, now) = (AccountIds.Of(person.Email), clock.GetUtcNow());
        var decided = await sessions.DecideAsync<Account>(
            id.Value, ExpectedVersion.Any, account => SignInByDirectory.Decide(account, person, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            if (decided.State.Exists)
            {
                await sessions.AuditAsync(context, id.Value, $"signInBy{SignInWay.Directory}", StatusCodes.Status400BadRequest, now, cancellationToken);
            }

            return NotTaken(context, onTo, Languages.Choose(refusal.Problem.Sv, refusal.Problem.En) + ".");
        }

        await context.SignInAsync(decided.State, SignInWay.Directory, sessions, now, cancellationToken);
        return TypedResults.Redirect(onTo is null ? SignInPages.Path : SignInPages.WithoutAskingAgain(onTo));
    }

    /// <returns>Null where the directory does not tell an address, or is not believed that it is theirs.</returns>
    private static DirectoryPerson? PersonIn(ClaimsPrincipal principal, DirectorySettings directory)
    {
        if (principal.GetClaim(Claims.Subject) is not { Length: > 0 } subject
            || !EmailAddress.TryNormalise(principal.GetClaim(Claims.Email) ?? "", out var email)
            || !directory.IsBelievedOf(
                email, principal.GetClaim(Claims.EmailVerified) is { } verified ? string.Equals(verified, "true", StringComparison.OrdinalIgnoreCase) : null))
        {
            return null;
        }

        var name = principal.GetClaim(Claims.Name) is { Length: > 0 } told ? told : email;
        return new DirectoryPerson(subject, email, VisibleText.Of(name), directory.RolesOf(principal.GetClaims(directory.GroupsClaim)));
    }

    private static IResult NotTaken(HttpContext context, string? onTo, string fault) =>
        AskForCodeEndpoint.Form(context, onTo, email: null, fault, isAboutAddress: false);
}
