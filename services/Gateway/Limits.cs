using System.Globalization;
using System.Threading.RateLimiting;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.Features;

namespace BusinessFocus.Gateway;

/// <summary>How much one client may ask, and how large it may be; and headers that keep browsers from guessing.</summary>
public static class Limits
{
    /// <summary>The policy of long-lived connections: so many at once from one address, which an office may share.</summary>
    public const string Listeners = "listeners";

    private const long UsualBody = 1 * 1024 * 1024;
    private const long ListBody = 20 * 1024 * 1024;

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var perSecond = builder.Configuration.GetValue("RateLimits:PerSecond", 5_000);
        var tokensPerSecond = builder.Configuration.GetValue("RateLimits:TokensPerSecond", 20);
        var publicWritesPerSecond = builder.Configuration.GetValue("RateLimits:PublicWritesPerSecond", 100);
        var listeners = builder.Configuration.GetValue("RateLimits:Listeners", 200);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = ListBody);
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                await HttpProblems.TooMany.ToAnswer().ExecuteAsync(rejected.HttpContext);
            };
            limiter.AddPolicy(Listeners, context => RateLimitPartition.GetConcurrencyLimiter(
                AddressOf(context), _ => new ConcurrencyLimiterOptions { PermitLimit = listeners, QueueLimit = 0 }));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                IsAboutSigningIn(context.Request.Path) ? Bucket($"token {AddressOf(context)}", tokensPerSecond)
                : context.User.FindFirst("sub")?.Value is { } client ? Bucket($"client {client}", perSecond)
                : IsRead(context.Request) ? Bucket($"read {AddressOf(context)}", perSecond)
                : Bucket($"write {AddressOf(context)}", publicWritesPerSecond));
        });
    }

    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.Use((context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            var isList = path.EndsWith("/members", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/import", StringComparison.OrdinalIgnoreCase);
            if (!isList && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = UsualBody;
            }

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
    private static bool IsPersonal(HttpContext context) =>
        context.GetRouteValue("token") is not null || context.Request.ManageToken() is { Length: > 0 };

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>However it is written: routes are found in small letters and capitals.</summary>
    private static bool IsAboutSigningIn(PathString path) =>
        path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase);

    private static string AddressOf(HttpContext context) => Callers.NetworkOf(context.Connection.RemoteIpAddress);

    private static RateLimitPartition<string> Bucket(string client, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
