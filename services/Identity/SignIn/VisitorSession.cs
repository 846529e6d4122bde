using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// What the browser of somebody without an account keeps: while they sign in, the secret of their code with the address that they typed,
/// which is stored nowhere; afterwards, that the address is theirs.
/// </summary>
public static class VisitorSession
{
    public const string Scheme = "visitor";

    private const string SessionCookie = "bf-visitor";
    private const string AttemptCookie = "bf-visitor-sign-in";
    private const string AttemptPurpose = "visitor's sign-in";

    public static void AddVisitorSession(this WebApplicationBuilder builder) => builder.Services.AddAuthentication().AddCookie(Scheme, options =>
    {
        options.Cookie.Name = OwnCookies.NameOf(SessionCookie, builder.Configuration);
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = OwnCookies.Policy(builder.Configuration);
        options.ExpireTimeSpan = Lifetimes.Visitor;
        options.SlidingExpiration = false;
        options.Events.OnRedirectToLogin = context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    });

    /// <summary>Whose address the browser showed to be theirs; null where it has not, or too long ago.</summary>
    public static async Task<string?> VisitorAsync(this HttpContext context) =>
        (await context.AuthenticateAsync(Scheme)) is { Succeeded: true, Principal: { } visitor } ? visitor.FindFirstValue(ClaimTypes.Email) : null;

    public static Task SignInVisitorAsync(this HttpContext context, string email, DateTimeOffset now) => context.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, email)], Scheme)),
        new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Lifetimes.Visitor, IsPersistent = true });

    public static Task SignOutVisitorAsync(this HttpContext context) => context.SignOutAsync(Scheme);

    public static void KeepVisitorsAttempt(this HttpContext context, byte[] secret, string email, IConfiguration configuration) => context.Response.Cookies.Append(
        OwnCookies.NameOf(AttemptCookie, configuration),
        Protector(context).Protect($"{Base64Url.EncodeToString(secret)} {email}"),
        BrowserSession.Options(configuration));

    /// <summary>Null where this browser asked for no code lately.</summary>
    public static (byte[] Secret, string Email)? VisitorsAttempt(this HttpContext context, IConfiguration configuration)
    {
        if (!context.Request.Cookies.TryGetValue(OwnCookies.NameOf(AttemptCookie, configuration), out var kept) || kept.Length == 0)
        {
            return null;
        }

        try
        {
            var parts = Protector(context).Unprotect(kept).Split(' ', 2);
            return (Base64Url.DecodeFromChars(parts[0]), parts[1]);
        }
        catch (CryptographicException)
        {
            // Not of our making.
            return null;
        }
    }

    public static void ForgetVisitorsAttempt(this HttpContext context, IConfiguration configuration) =>
        context.Response.Cookies.Delete(OwnCookies.NameOf(AttemptCookie, configuration), BrowserSession.Options(configuration));

    private static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(AttemptPurpose);
}
