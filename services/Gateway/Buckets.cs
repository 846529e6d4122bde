using System.Globalization;
using System.Threading.RateLimiting;
using BusinessFocus.Gateway.Routing;
using Microsoft.AspNetCore.RateLimiting;

namespace BusinessFocus.Gateway;

/// <summary>
/// How much one may ask, as token buckets: each holds what comes in two seconds. Every call takes from one of its client or address; what
/// is dearer from one more. What is left in them is told with each answer (draft-ietf-httpapi-ratelimit-headers).
/// </summary>
public sealed class Buckets : IDisposable
{
    /// <summary>Seconds in which an empty bucket fills.</summary>
    private const int Window = 2;

    private readonly int perSecond;
    private readonly int tokensPerSecond;
    private readonly int linksPerSecond;
    private readonly int publicWritesPerSecond;
    private readonly PartitionedRateLimiter<HttpContext> all;
    private readonly PartitionedRateLimiter<HttpContext> dear;

    public Buckets(IConfiguration configuration)
    {
        perSecond = configuration.GetValue("RateLimits:PerSecond", 5_000);
        tokensPerSecond = configuration.GetValue("RateLimits:TokensPerSecond", 20);
        linksPerSecond = configuration.GetValue("RateLimits:LinksPerSecond", 200);
        publicWritesPerSecond = configuration.GetValue("RateLimits:PublicWritesPerSecond", 100);
        all = PartitionedRateLimiter.Create<HttpContext, Bucket>(context => Partition(OfAll(context)));
        dear = PartitionedRateLimiter.Create<HttpContext, Bucket>(context => OfDear(context) is { } bucket ? Partition(bucket) : RateLimitPartition.GetNoLimiter(Bucket.None));
        Limiter = PartitionedRateLimiter.CreateChained(all, dear);
    }

    /// <summary>Takes from all buckets that a call has to do with.</summary>
    public PartitionedRateLimiter<HttpContext> Limiter { get; }

    /// <summary>Says what is left, also where the answer came out of the cache and cost nothing.</summary>
    public void Tell(HttpContext context)
    {
        var (policies, left) = (new List<string>(2), new List<string>(2));
        Add(OfAll(context), all);
        if (OfDear(context) is { } bucket)
        {
            Add(bucket, dear);
        }

        context.Response.Headers["RateLimit-Policy"] = string.Join(", ", policies);
        context.Response.Headers["RateLimit"] = string.Join(", ", left);

        void Add(Bucket of, PartitionedRateLimiter<HttpContext> limiter)
        {
            var rest = limiter.GetStatistics(context)?.CurrentAvailablePermits ?? of.Size;
            var untilFull = (of.Size - rest + of.PerSecond - 1) / of.PerSecond;
            policies.Add(string.Create(CultureInfo.InvariantCulture, $"\"{of.Name}\";q={of.Size};w={Window}"));
            left.Add(string.Create(CultureInfo.InvariantCulture, $"\"{of.Name}\";r={rest};t={untilFull}"));
        }
    }

    public void Dispose()
    {
        Limiter.Dispose();
        all.Dispose();
        dear.Dispose();
    }

    private Bucket OfAll(HttpContext context) => Limits.ClientOf(context) is { } client
        ? new Bucket("client", client, perSecond)
        : new Bucket("address", context.Address(), perSecond);

    private Bucket? OfDear(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName switch
    {
        Limits.SigningIn => new Bucket("signing-in", context.Address(), tokensPerSecond),
        Limits.Links when Limits.ClientOf(context) is null && Limits.IsPersonal(context) => new Bucket("links", context.Address(), linksPerSecond),
        Limits.Links or Limits.Usual when Limits.ClientOf(context) is null && !Limits.IsRead(context.Request) => new Bucket("writes", context.Address(), publicWritesPerSecond),
        _ => null,
    };

    private static RateLimitPartition<Bucket> Partition(Bucket bucket) => RateLimitPartition.GetTokenBucketLimiter(bucket, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = bucket.Size,
        TokensPerPeriod = bucket.PerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    /// <param name="Name">As it is told.</param>
    /// <param name="Whose">A client or a network.</param>
    private sealed record Bucket(string Name, string Whose, int PerSecond)
    {
        public static Bucket None { get; } = new("none", "", 1);

        public int Size => PerSecond * Window;
    }
}
