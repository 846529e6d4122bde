using System.Net.Http.Headers;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.Testing.Answers;
using Marten;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Testing;

/// <summary>A service with a database, a vhost and keys of its own; further instances may share them.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly Surroundings surroundings;
    private readonly bool ownsSurroundings;
    private readonly IAsyncDisposable host;
    private readonly Func<WebApplicationFactoryClientOptions, HttpClient> newClient;

    private RunningService(
        Surroundings surroundings, bool ownsSurroundings, IAsyncDisposable host, IServiceProvider services, Func<WebApplicationFactoryClientOptions, HttpClient> newClient)
    {
        this.surroundings = surroundings;
        this.ownsSurroundings = ownsSurroundings;
        this.host = host;
        this.newClient = newClient;
        Services = services;
        Http = NewClient(new());
    }

    /// <summary>Somebody without a token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services { get; }

    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    public BusProbe Bus => surroundings.Bus;

    public string VirtualHost => surroundings.Name;

    /// <summary>What signs the tokens that this service believes.</summary>
    public TestTokens Tokens => surroundings.Tokens;

    public string ConnectionString => Servers.Current.Database(surroundings.Name);

    /// <summary>The messages that the service could not deal with, or that nobody consumed, and that wait for an operator.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync()
    {
        await using var reads = Store.QuerySession();
        return await reads.Query<DeadLetter>().Where(letter => letter.State == DeadLetterState.Waiting).ToListAsync();
    }

    /// <param name="settings">Configuration beside the usual, for instance <c>Smtp:Port</c>.</param>
    /// <param name="configure">Replaces services, for instance the clock.</param>
    public static async Task<RunningService> StartAsync<TProgram>(
        string service, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
        where TProgram : class
    {
        var surroundings = await Surroundings.CreateAsync(service);
        return await StartAsync<TProgram>(surroundings, true, settings, configure);
    }

    /// <summary>One more instance of the same service, on the same database and broker.</summary>
    public Task<RunningService> StartAnotherAsync<TProgram>(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
        where TProgram : class => StartAsync<TProgram>(surroundings, false, settings, configure);

    /// <summary>Somebody with a token of this role.</summary>
    public HttpClient As(string role, string? subject = null) => Client(surroundings.Tokens.For(role, subject ?? role));

    public HttpClient AsAssociation(string association, string? also = null) =>
        Client(surroundings.Tokens.For(Roles.Association, association, association, also: also));

    /// <summary>Somebody at the door of one activity.</summary>
    public HttpClient AsDoor(string activity) => Client(surroundings.Tokens.For(Roles.Door, "door", door: activity));

    /// <summary>Somebody at the door of one activity on one day.</summary>
    public HttpClient AsDoor(string activity, DateOnly day) => Client(surroundings.Tokens.For(Roles.Door, "door", door: activity, day: day));

    /// <summary>Somebody with a role in the editions of one municipality.</summary>
    public HttpClient AsIn(string municipality, string role) => Client(surroundings.Tokens.For(role, role, municipality: municipality));

    /// <summary>Somebody without an account, who is this contact in registrations.</summary>
    public HttpClient AsVisitor(string contact) => Client(surroundings.Tokens.For(Roles.Visitor, $"visitor-{contact}", contact: contact));

    public HttpClient AsHost(string host) => Client(surroundings.Tokens.For(Roles.Host, host, host: host));

    /// <summary>Somebody else, who may for instance keep cookies.</summary>
    public HttpClient NewClient(WebApplicationFactoryClientOptions options) => newClient(options);

    /// <summary>Stops this instance; database and broker stay, for what comes after it.</summary>
    public async Task StopAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ownsSurroundings)
        {
            await surroundings.DisposeAsync();
        }
    }

    private static async Task<RunningService> StartAsync<TProgram>(
        Surroundings surroundings, bool owns, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? configure)
        where TProgram : class
    {
        var factory = new WebApplicationFactory<TProgram>().WithWebHostBuilder(web =>
        {
            foreach (var (name, value) in surroundings.Settings.Concat(settings ?? new Dictionary<string, string?>()))
            {
                web.UseSetting(name, value);
            }

            web.HoldAnswersOf(NameOf<TProgram>());

            if (configure is not null)
            {
                web.ConfigureTestServices(configure);
            }
        });
        var service = new RunningService(surroundings, owns, factory, factory.Services, factory.CreateClient);
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        return service;
    }

    /// <summary>"registration" of the assembly BusinessFocus.Registration.</summary>
    private static string NameOf<TProgram>() => typeof(TProgram).Assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant();

    private HttpClient Client(string token)
    {
        var client = NewClient(new());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private sealed class Surroundings(string name, string folder, TestTokens tokens, BusProbe bus) : IAsyncDisposable
    {
        public string Name => name;

        public TestTokens Tokens => tokens;

        public BusProbe Bus => bus;

        public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Store"] = Servers.Current.Database(name),
            ["ConnectionStrings:Bus"] = Servers.Current.Bus(name).ToString(),
            ["Tokens:KeySet"] = Path.Combine(folder, "jwks.json"),
            ["Tokens:Issuer"] = TestTokens.Issuer,
            ["Scheduling:Keys"] = Path.Combine(folder, "keys"),
            ["Registration:Keys"] = Path.Combine(folder, "keys"),
            ["Notification:Keys"] = Path.Combine(folder, "keys"),
            ["Feedback:Keys"] = Path.Combine(folder, "keys"),
            ["Feedback:TicketKey"] = Path.Combine(folder, "keys", "tickets.pub.pem"),
            ["Identity:Keys"] = Path.Combine(folder, "keys"),
            ["PublicUrl"] = "http://gateway.test",
        };

        public static async Task<Surroundings> CreateAsync(string service)
        {
            var name = $"test_{service}_{Guid.NewGuid():N}";
            var folder = Directory.CreateTempSubdirectory(name).FullName;
            var tokens = new TestTokens();
            tokens.WriteKeySet(Path.Combine(folder, "jwks.json"));
            await Servers.Current.CreateVirtualHostAsync(name);
            return new Surroundings(name, folder, tokens, await BusProbe.StartAsync(Servers.Current.Bus(name)));
        }

        public async ValueTask DisposeAsync()
        {
            await bus.DisposeAsync();
            await Servers.Current.DropVirtualHostAsync(name);
            await Servers.Current.DropDatabaseAsync(name);
            Directory.Delete(folder, recursive: true);
        }
    }
}
