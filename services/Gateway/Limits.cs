using System.Globalization;
using System.Threading.RateLimiting;
using BusinessFocus.Gateway.Routing;
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
        var perSecond = builder.Configuration.GetValue("RateLimits:PerSecond", 5_000);
        var tokensPerSecond = builder.Configuration.GetValue("RateLimits:TokensPerSecond", 20);
        var linksPerSecond = builder.Configuration.GetValue("RateLimits:LinksPerSecond", 200);
        var publicWritesPerSecond = builder.Configuration.GetValue("RateLimits:PublicWritesPerSecond", 100);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = UsualBody);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                await HttpProblems.TooMany.ToAnswer().ExecuteAsync(rejected.HttpContext);
            };
            limiter.AddPolicy(SigningIn, context => Bucket(context.Address(), tokensPerSecond));
            limiter.AddPolicy(Links, context =>
                ClientOf(context) is null && IsPersonal(context) ? Bucket($"link {context.Address()}", linksPerSecond) : UsualOf(context));
            limiter.AddPolicy(Usual, UsualOf);
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                Bucket(ClientOf(context) is { } client ? $"client {client}" : $"address {context.Address()}", perSecond));
        });

        RateLimitPartition<string> UsualOf(HttpContext context) => ClientOf(context) is not null || IsRead(context.Request)
            ? RateLimitPartition.GetNoLimiter("")
            : Bucket($"write {context.Address()}", publicWritesPerSecond);
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

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>Null for visitors too: who has a mailbox is one in a minute, as many as they like.</summary>
    private static string? ClientOf(HttpContext context) =>
        context.User.HasClaim(Roles.RoleClaim, Roles.Visitor) ? null : context.User.FindFirst("sub")?.Value;

    private static RateLimitPartition<string> Bucket(string client, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
