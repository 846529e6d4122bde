using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace BusinessFocus.Gateway.Routing;

/// <summary>The services' addresses, from the configuration's <c>Services</c>: one or several instances of each.</summary>
public sealed class ServiceAddresses(IConfiguration configuration)
{
    public IReadOnlyDictionary<string, string[]> All { get; } =
        configuration.GetSection("Services").Get<Dictionary<string, string[]>>() ?? [];

    /// <summary>The pages' addresses, from the configuration's <c>Web</c>; none where there are no pages.</summary>
    public string[] Web { get; } = configuration.GetSection("Web").Get<string[]>() ?? [];
}

public static class RoutingSetup
{
    private const string Identity = "identity";

    /// <summary>What Identity has beside the interface: the endpoints of OAuth 2 and OpenID Connect, which describe themselves, and the pages to sign in.</summary>
    private static readonly (string Path, string Limit)[] SigningIn =
    [
        ("/connect/{**rest}", Limits.SigningIn),
        ("/.well-known/{**rest}", Limits.Usual),
        ("/sign-in/{**rest}", Limits.SigningIn),
        ("/design/{version}/{**rest}", Limits.Usual),
    ];

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(100);

    public static void AddRouting(this WebApplicationBuilder builder)
    {
        var addresses = new ServiceAddresses(builder.Configuration);
        var announced = Interface.Load(Path.Combine(AppContext.BaseDirectory, "openapi"));
        builder.Services.AddSingleton(addresses);
        builder.Services.AddSingleton(announced);
        builder.Services.AddSingleton<EditionSlugs>();
        builder.Services.AddSingleton<Formats>();
        builder.Services.AddHttpClient(ServiceHealth.Client, http => http.Timeout = TimeSpan.FromSeconds(30));
        builder.Services.AddHealthChecks().AddCheck<ServiceHealth>("services", tags: ["ready"]);

        // Who an asker is, is believed only of the proxies in front that are configured: anybody can write such a header.
        var proxies = builder.Configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>()?.Where(proxy => proxy.Length > 0).ToList() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = 1;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                forwarded.KnownIPNetworks.Add(NetworkOf(proxy));
            }
        });

        builder.Services.AddReverseProxy().LoadFromMemory([.. Routes(announced), .. WebPages.Routes(addresses)], Clusters(addresses)).AddTransforms(SlugsOfAvailability.Add);
    }

    /// <summary>Finds what an address names, in the format that is liked best.</summary>
    public static void UseFormats(this WebApplication app)
    {
        app.UseRouting();
        var formats = app.Services.GetRequiredService<Formats>();
        app.Use(formats.ChooseAsync);
        app.UseRouting();
    }

    public static void MapInterface(this WebApplication app) =>
        app.MapGet("/openapi/v1.json", (Interface announced, HttpContext context) =>
            {
                context.Response.IsPublicForAMoment();
                return context.IsKnownToAsker(announced.Tag)
                    ? Results.StatusCode(StatusCodes.Status304NotModified)
                    : Results.Text(announced.Document, "application/json");
            })
            .ExcludeFromDescription();

    /// <param name="proxy">An address, or a network as in <c>10.0.0.0/8</c>.</param>
    private static System.Net.IPNetwork NetworkOf(string proxy) =>
        System.Net.IPNetwork.Parse(proxy.Contains('/', StringComparison.Ordinal) ? proxy : $"{proxy}/{(proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32)}");

    private static List<RouteConfig> Routes(Interface announced) => announced.Routes
        .Select(route => (route.Service, route.Path, Limit: announced.TakesLinks(route.Path) ? Limits.Links : Limits.Usual))
        .Concat(SigningIn.Select(route => (Service: Identity, route.Path, route.Limit)))
        .Select(route => new RouteConfig
        {
            RouteId = $"{route.Service} {route.Path}",
            ClusterId = route.Service,
            Match = new RouteMatch { Path = route.Path },
            RateLimiterPolicy = route.Limit,
            MaxRequestBodySize = announced.TakesTables(route.Path) ? Limits.TableBody : Limits.UsualBody,
        })
        .ToList();

    private static List<ClusterConfig> Clusters(ServiceAddresses addresses) => addresses.All
        .Append(KeyValuePair.Create(WebPages.Cluster, addresses.Web))
        .Where(service => service.Value.Length > 0)
        .Select(service => new ClusterConfig
        {
            ClusterId = service.Key,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = service.Value
                .Select((address, index) => (Name: $"{service.Key}-{index}", Config: new DestinationConfig { Address = address }))
                .ToDictionary(each => each.Name, each => each.Config),
            HttpClient = new HttpClientConfig
            {
                MaxConnectionsPerServer = 512,
                // Headers go on as they came, whatever their bytes.
                RequestHeaderEncoding = "latin1",
                ResponseHeaderEncoding = "latin1",
            },
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = LongestAnswer },
            HealthCheck = new HealthCheckConfig
            {
                // An instance that does not answer is left out for a while; the others go on.
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = service.Value.Length > 1,
                    Policy = "TransportFailureRate",
                    ReactivationPeriod = TimeSpan.FromSeconds(2),
                },
            },
        })
        .ToList();
}
