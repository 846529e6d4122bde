using System.Net.Mime;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// <c>POST /sign-in/passkey</c>: a device says who it is, and they are signed in; <c>/options</c> is what the script asks the device for.
/// The device knows whose it is: that somebody has an account shows to nobody else.
/// </summary>
public static class SignInByPasskeyEndpoint
{
    public const string CredentialField = "credential";

    public static void MapSignInByPasskey(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPages.ScriptPath, ShowScript).ExcludeFromDescription();
        routes.MapPost($"{SignInPages.PasskeyPath}/options", AskAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapPost(SignInPages.PasskeyPath, SignInAsync).FromOurPagesOnly().ExcludeFromDescription();
    }

    private static IResult ShowScript(HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(typeof(SignInByPasskeyEndpoint).Assembly.GetManifestResourceStream("passkey.js")!, MediaTypeNames.Text.JavaScript);
    }

    private static async Task<IResult> AskAsync(HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestion question, IConfiguration configuration)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, context);
        question.Keep(context, asked.AssertionState ?? "", configuration);
        return TypedResults.Text(asked.RequestOptionsJson, MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        IPasskeyHandler<Account> passkeys,
        PasskeyStore accounts,
        PasskeyQuestion question,
        ISessionFactory sessions,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var form = await OurForms.ReadAsync(context);
        var (onTo, credential, state) = (SignInPages.ReturnOf(form[SignInPages.ReturnField]), form[CredentialField].ToString(), question.Take(context, configuration));
        var shown = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context,
            CredentialJson = credential,
            AssertionState = state,
        });
        var now = clock.GetUtcNow();
        if (!shown.Succeeded)
        {
            // A copy of a device, for instance; what is nobody's concerns nobody.
            if (state is not null && PasskeyStore.IdIn(credential) is { } named && await accounts.FindByPasskeyIdAsync(named, cancellationToken) is { } owner)
            {
                await sessions.AuditAsync(context, owner.Id, $"signInBy{SignInWay.Passkey}", StatusCodes.Status400BadRequest, now, cancellationToken);
            }

            return NotTaken(context, onTo);
        }

        var id = PasskeyStore.IdOf(shown.Passkey.CredentialId);
        var decided = await sessions.DecideAsync<Account>(
            shown.User.Id, ExpectedVersion.Any, account => Decide(account, id, shown.Passkey, now), cancellationToken);
        if (!decided.State.CanSignIn || decided.State.Passkeys.All(passkey => passkey.Id != id))
        {
            await sessions.AuditAsync(context, shown.User.Id, $"signInBy{SignInWay.Passkey}", StatusCodes.Status400BadRequest, now, cancellationToken);
            return NotTaken(context, onTo);
        }

        await context.SignInAsync(decided.State, SignInWay.Passkey, sessions, now, cancellationToken);
        return new SeeOther(onTo is null ? SignInPages.Path : SignInPages.WithoutAskingAgain(onTo));
    }

    private static Decision Decide(Account account, string id, UserPasskeyInfo shown, DateTimeOffset now) =>
        Decision.Of([.. SignInFirst.Decide(account, now).Events, .. UsePasskey.Decide(account, id, shown.SignCount, shown.IsBackedUp, now).Events]);

    private static IResult NotTaken(HttpContext context, string? onTo) => AskForCodeEndpoint.Form(
        context,
        onTo,
        email: null,
        Languages.Choose("Nyckeln gick inte att använda. Logga in med en kod.", "The passkey could not be used. Sign in with a code."),
        isAboutAddress: false);
}
