using System.Globalization;
using System.Threading.RateLimiting;
using BusinessFocus.Hosting.Http;
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
                IsAboutSigningIn(context.Request.Path)
                    ? Bucket($"token {AddressOf(context)}", tokensPerSecond)
                    : Bucket(context.User.FindFirst("sub")?.Value ?? AddressOf(context), perSecond));
        });
    }

    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.Use((context, next) =>
        {
            var path = context.Request.Path.Value ?? "";
            var isList = path.EndsWith("/members", StringComparison.Ordinal) || path.EndsWith("/import", StringComparison.Ordinal);
            if (!isList && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = UsualBody;
            }

            return next(context);
        });
    }

    public static void UseSafeHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            return next(context);
        });

    /// <summary>However it is written: routes are found in small letters and capitals.</summary>
    private static bool IsAboutSigningIn(PathString path) =>
        path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase);

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> Bucket(string client, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
