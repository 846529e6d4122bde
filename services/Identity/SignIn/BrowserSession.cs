using System.Buffers.Text;
using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.Tokens;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace BusinessFocus.Identity.SignIn;

/// <summary>Who is signed in in a browser.</summary>
public sealed record SignedIn(Account Account, Session Session);

/// <summary>
/// What a browser keeps: while somebody signs in, the secret that belongs to their code; afterwards, who they are, so that further
/// programs let them in without a code.
/// </summary>
public static class BrowserSession
{
    public const string Scheme = "session";

    private const string SessionCookie = "bf-session";
    private const string AttemptCookie = "bf-sign-in";
    private const string QuestionCookie = "bf-passkey";

    public static void AddBrowserSession(this WebApplicationBuilder builder)
    {
        var keys = builder.Configuration["Identity:Keys"] ?? throw new InvalidOperationException("Identity:Keys is not set.");
        builder.Services.AddDataProtection().SetApplicationName("identity").PersistKeysToFileSystem(KeyFile.OwnFolder(Path.Combine(keys, "cookies")));
        builder.Services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.Cookie.Name = OwnCookies.NameOf(SessionCookie, builder.Configuration);
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            options.Cookie.SecurePolicy = OwnCookies.Policy(builder.Configuration);
            options.ExpireTimeSpan = Lifetimes.Session;
            options.SlidingExpiration = false;

            // Who is not signed in is sent on by the endpoint, which knows where.
            options.Events.OnRedirectToLogin = context =>
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Whose browser it is; null where nobody is signed in, or may be any more.</summary>
    public static async Task<SignedIn?> SignedInAsync(this HttpContext context, IQuerySession reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cookie = await context.AuthenticateAsync(Scheme);
        return cookie.Succeeded
            && Guid.TryParse(cookie.Principal.FindFirstValue(Roles.SessionClaim), out var id)
            && await reads.LoadAsync<Session>(id, cancellationToken) is { } session
            && session.HoldsAt(now)
            && await reads.LoadAsync<Account>(session.AccountId, cancellationToken) is { } account
            && account.IsSignedInSince(session.StartedAt)
            ? new SignedIn(account, session)
            : null;
    }

    /// <summary>Somebody showed who they are in this browser: it has a session from now on, another one than before.</summary>
    public static async Task SignInAsync(
        this HttpContext context, Account account, SignInWay way, ISessionFactory sessions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = account.Id,
            Way = way,
            Browser = Browsers.NameOf(context.Request.Headers.UserAgent),
            StartedAt = now,
            UsedAt = now,

            // What the directory says now it may not say tomorrow: its people ask it again.
            EndsAt = now + (way == SignInWay.Directory ? Lifetimes.Session : Lifetimes.SignIn),
        };
        await using (var store = sessions.OpenSession())
        {
            store.Store(session);

            // Where somebody has read another's mail, this is what shows it afterwards.
            store.Audit(context, account.Id, $"signInBy{way}", [$"sessions/{session.Id}"], StatusCodes.Status200OK, now);
            await store.SaveChangesAsync(cancellationToken);
        }

        await context.SignInAsync(
            Scheme,
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(Roles.SessionClaim, session.Id.ToString())], Scheme, Roles.SessionClaim, roleType: null)),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Lifetimes.Session, IsPersistent = false });
    }

    /// <summary>The browser forgets who it was.</summary>
    public static Task SignOutAsync(this HttpContext context) => context.SignOutAsync(Scheme);

    public static void KeepAttempt(this HttpContext context, byte[] secret, IConfiguration configuration) =>
        context.Response.Cookies.Append(OwnCookies.NameOf(AttemptCookie, configuration), Base64Url.EncodeToString(secret), Options(configuration));

    /// <summary>Null where this browser asked for no code lately.</summary>
    public static byte[]? Attempt(this HttpContext context, IConfiguration configuration) =>
        context.Request.Cookies.TryGetValue(OwnCookies.NameOf(AttemptCookie, configuration), out var kept) && kept.Length > 0 && Base64Url.IsValid(kept)
            ? Base64Url.DecodeFromChars(kept)
            : null;

    public static void ForgetAttempt(this HttpContext context, IConfiguration configuration) =>
        context.Response.Cookies.Delete(OwnCookies.NameOf(AttemptCookie, configuration), Options(configuration));

    public static void KeepQuestion(this HttpContext context, string question, IConfiguration configuration) =>
        context.Response.Cookies.Append(OwnCookies.NameOf(QuestionCookie, configuration), question, Options(configuration));

    /// <summary>Null where no device was asked lately.</summary>
    public static string? Question(this HttpContext context, IConfiguration configuration) =>
        context.Request.Cookies.TryGetValue(OwnCookies.NameOf(QuestionCookie, configuration), out var kept) ? kept : null;

    public static void ForgetQuestion(this HttpContext context, IConfiguration configuration) =>
        context.Response.Cookies.Delete(OwnCookies.NameOf(QuestionCookie, configuration), Options(configuration));

    internal static CookieOptions Options(IConfiguration configuration) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = OwnCookies.AreSecure(configuration),
        Path = "/",
        MaxAge = SignInAttempt.Lasts,
    };
}
