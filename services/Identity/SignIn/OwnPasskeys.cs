using System.Net.Mime;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.SignIn.Pages;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// The devices of whoever is signed in: <c>GET /sign-in/passkeys</c> shows them, <c>POST</c> adds one (<c>/options</c> is what the script
/// asks the device for), and <c>/remove</c> removes one.
/// </summary>
public static class OwnPasskeysEndpoint
{
    public static void MapOwnPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPages.PasskeysPath, ShowAsync).ExcludeFromDescription();
        routes.MapPost($"{SignInPages.PasskeysPath}/options", AskAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapPost(SignInPages.PasskeysPath, AddAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapPost($"{SignInPages.PasskeysPath}/remove", RemoveAsync).FromOurPagesOnly().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, IQuerySession reads, RequiredPasskeys required, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (onTo, now) = (SignInPages.ReturnOf(context.Request.Query[SignInPages.ReturnField]), clock.GetUtcNow());
        return await context.SignedInAsync(reads, now, cancellationToken) is { } signedIn
            ? Page(context, signedIn, required, now, onTo, fault: null)
            : TypedResults.Redirect(SignInPages.With(SignInPages.Path, onTo));
    }

    private static async Task<IResult> AskAsync(
        HttpContext context,
        IPasskeyHandler<Account> passkeys,
        PasskeyQuestion question,
        IQuerySession reads,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await context.SignedInAsync(reads, clock.GetUtcNow(), cancellationToken) is not { } signedIn)
        {
            return TypedResults.Unauthorized();
        }

        var account = signedIn.Account;
        var asked = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email, DisplayName = account.Name }, context);
        question.Keep(context, asked.AttestationState ?? "", configuration);
        return TypedResults.Text(asked.CreationOptionsJson, MediaTypeNames.Application.Json);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context,
        IPasskeyHandler<Account> passkeys,
        PasskeyQuestion question,
        RequiredPasskeys required,
        IQuerySession reads,
        ISessionFactory sessions,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var form = await OurForms.ReadAsync(context);
        var (onTo, now) = (SignInPages.ReturnOf(form[SignInPages.ReturnField]), clock.GetUtcNow());
        var state = question.Take(context, configuration);
        if (await context.SignedInAsync(reads, now, cancellationToken) is not { } signedIn)
        {
            return new SeeOther(SignInPages.With(SignInPages.Path, onTo));
        }

        var made = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context,
            CredentialJson = form[SignInByPasskeyEndpoint.CredentialField].ToString(),
            AttestationState = state,
        });

        // Somebody else may have signed in in this browser meanwhile.
        if (!made.Succeeded || made.UserEntity.Id != signedIn.Account.Id.ToString())
        {
            return Page(context, signedIn, required, now, onTo, Languages.Choose("Nyckeln kunde inte läggas till.", "The passkey could not be added."));
        }

        var passkey = PasskeyStore.Of(made.Passkey) with { Name = signedIn.Session.Browser, AddedAt = now };
        await using var session = sessions.OpenSession();
        var decided = await session.DecideAsync<Account>(
            signedIn.Account.Id, ExpectedVersion.Any, account => AddPasskey.Decide(account, signedIn.Session.Way, signedIn.Session.StartedAt, passkey, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return Page(context, signedIn, required, now, onTo, Languages.Choose(refusal.Problem.Sv, refusal.Problem.En));
        }

        // Who has just made it has shown it. The session as it is now: somebody may have ended it meanwhile.
        if (signedIn.Session.Way == SignInWay.Code && await session.LoadAsync<Session>(signedIn.Session.Id, cancellationToken) is { } current)
        {
            session.Store(current with { Way = SignInWay.Passkey });
        }

        await session.SaveChangesAsync(cancellationToken);
        return new SeeOther(onTo ?? SignInPages.PasskeysPath);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, RequiredPasskeys required, IQuerySession reads, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (id, now) = ((await OurForms.ReadAsync(context))["passkey"].ToString(), clock.GetUtcNow());
        if (await context.SignedInAsync(reads, now, cancellationToken) is not { } signedIn)
        {
            return new SeeOther(SignInPages.Path);
        }

        var decided = await sessions.DecideAsync<Account>(
            signedIn.Account.Id, ExpectedVersion.Any, account => RemovePasskey.Decide(account, signedIn.Session.Way, signedIn.Session.StartedAt, id, now), cancellationToken);
        return decided.Refusal is { } refusal
            ? Page(context, signedIn, required, now, onTo: null, Languages.Choose(refusal.Problem.Sv, refusal.Problem.En))
            : new SeeOther(SignInPages.PasskeysPath);
    }

    private static IResult Page(HttpContext context, SignedIn signedIn, RequiredPasskeys required, DateTimeOffset now, string? onTo, string? fault)
    {
        var (hasSome, isLately) = (signedIn.Account.Passkeys.Count > 0, AddPasskey.IsLately(signedIn.Session.StartedAt, now));
        return context.Show<PasskeysPage>(
            new Dictionary<string, object?>
            {
                [nameof(PasskeysPage.Return)] = onTo,
                [nameof(PasskeysPage.Fault)] = fault,
                [nameof(PasskeysPage.Passkeys)] = signedIn.Account.Passkeys,
                [nameof(PasskeysPage.IsRequired)] = required.IsMissing(signedIn.Account, signedIn.Session, now),
                [nameof(PasskeysPage.MustShow)] = hasSome && (signedIn.Session.Way == SignInWay.Code || !isLately),
                [nameof(PasskeysPage.MustSignIn)] = !hasSome && !isLately,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
