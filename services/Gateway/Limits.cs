using System.Globalization;
using System.Threading.RateLimiting;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Gateway;

/// <summary>How much one client may ask, and how large it may be; and headers that keep browsers from guessing.</summary>
public static class Limits
{
    /// <summary>The policy of what belongs to signing in.</summary>
    public const string SigningIn = "signing-in";

    /// <summary>The policy of what can be opened by a personal link: calls with one have a bucket of their own.</summary>
    public const string Links = "links";

    /// <summary>The policy of all else that goes to a service: what anybody can write has a bucket of its own.</summary>
    public const string Usual = "usual";

    /// <summary>How large a request may be, in bytes; one with a table has more.</summary>
    public const long UsualBody = 1 * 1024 * 1024;

    public const long TableBody = 20 * 1024 * 1024;

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = UsualBody);
        var buckets = new Buckets(builder.Configuration);
        builder.Services.AddSingleton(_ => buckets);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                await HttpProblems.TooMany.ToAnswer().ExecuteAsync(rejected.HttpContext);
            };
            limiter.GlobalLimiter = buckets.Limiter;

            // What each of them means is the buckets' to know, which tell what is left.
            foreach (var policy in (string[])[SigningIn, Links, Usual])
            {
                limiter.AddPolicy(policy, _ => RateLimitPartition.GetNoLimiter(""));
            }
        });
    }

    /// <summary>Outside of the cache: what is left is no part of an answer that is kept.</summary>
    public static void UseToldLimits(this WebApplication app)
    {
        var buckets = app.Services.GetRequiredService<Buckets>();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                buckets.Tell(context);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>With the setting <c>Hsts:Days</c>, where TLS ends here or at a known proxy: so long no browser comes without it.</summary>
    public static void UseSafeHeaders(this WebApplication app)
    {
        var hsts = app.Configuration.GetValue("Hsts:Days", 0) * 86_400L;
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            if (hsts > 0 && context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = string.Create(CultureInfo.InvariantCulture, $"max-age={hsts}");
            }

            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            context.Response.OnStarting(() =>
            {
                if (IsPersonal(context))
                {
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Whether whoever has the address has the answer: a link with a token. No browser or proxy keeps what it opens.</summary>
    internal static bool IsPersonal(HttpContext context) =>
        context.GetRouteValue("token") is not null || context.Request.ManageToken() is { Length: > 0 };

    internal static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>Null for visitors too: who has a mailbox is one in a minute, as many as they like.</summary>
    internal static string? ClientOf(HttpContext context) =>
        context.User.HasClaim(Roles.RoleClaim, Roles.Visitor) ? null : context.User.FindFirst("sub")?.Value;
}
