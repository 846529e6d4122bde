using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.SignIn.Pages;
using Marten;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// What whoever is signed in sees at <c>/sign-in</c>: as whom, and where else; <c>POST /sign-in/out</c> ends this session and
/// <c>POST /sign-in/sessions/end</c> another one.
/// </summary>
public static class OwnPage
{
    private const string SessionField = "session";

    public static void MapOwnPage(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignInPages.OutPath, LeaveAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapPost(SignInPages.EndSessionPath, EndAsync).FromOurPagesOnly().ExcludeFromDescription();
    }

    public static async Task<IResult> ShowAsync(HttpContext context, SignedIn signedIn, IQuerySession reads, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Show<SignedInPage>(new Dictionary<string, object?>
        {
            [nameof(SignedInPage.Name)] = signedIn.Account.Name,
            [nameof(SignedInPage.Email)] = signedIn.Account.Email,
            [nameof(SignedInPage.Roles)] = signedIn.Session.GrantsOf(signedIn.Account, now).Select(grant => grant.Role).Order().ToList(),
            [nameof(SignedInPage.Sessions)] = await reads.SessionsOfAsync(signedIn.Account, now, cancellationToken),
            [nameof(SignedInPage.ThisOne)] = signedIn.Session.Id,
            [nameof(SignedInPage.HasPasskeys)] = context.RequestServices.GetRequiredService<IConfiguration>().HasPasskeys(),
        });

    private static async Task<IResult> LeaveAsync(
        HttpContext context, IQuerySession reads, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await context.SignedInAsync(reads, clock.GetUtcNow(), cancellationToken) is { } signedIn)
        {
            await sessions.EndAsync(signedIn.Account.Id, new(signedIn.Session.Id), clock, cancellationToken);
        }

        await context.SignOutAsync();
        return new SeeOther(SignInPages.Path);
    }

    private static async Task<IResult> EndAsync(
        HttpContext context, IQuerySession reads, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        // One that is nobody's, or somebody else's, is not there: the page shows what is.
        if (SessionId.TryParse((await OurForms.ReadAsync(context))[SessionField], out var id)
            && await context.SignedInAsync(reads, clock.GetUtcNow(), cancellationToken) is { } signedIn)
        {
            await sessions.EndAsync(signedIn.Account.Id, id, clock, cancellationToken);
        }

        return new SeeOther(SignInPages.Path);
    }
}
