using BusinessFocus.Contracts.Registration;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Servers = BusinessFocus.Testing.Servers;

namespace BusinessFocus.Notifications.Tests;

/// <summary>The service with a mail server of its own, which keeps what it receives.</summary>
internal sealed class NotificationService : IAsyncDisposable
{
    private readonly string folder;
    private readonly Dictionary<string, string?> settings;
    private readonly TimeProvider? clock;
    private MailServer? mailServer;

    private NotificationService(
        RunningService service, string folder, MailServer? mailServer, Dictionary<string, string?> settings, TimeProvider? clock)
    {
        (Service, this.settings, this.clock) = (service, settings, clock);
        this.folder = folder;
        this.mailServer = mailServer;
    }

    public RunningService Service { get; }

    public BusProbe Bus => Service.Bus;

    public int Count => Files.Count;

    /// <summary>Every mail received so far, in order, as it came over the wire.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal)];

    public IReadOnlyList<MimeMessage> Mails => [.. Files.Select(file => MimeMessage.Load(file))];

    /// <param name="refuse">The mail server's answer to a recipient's address; null takes it.</param>
    /// <param name="port">Of a mail server that is started later; null starts one now.</param>
    /// <param name="settings">Configuration beside the usual.</param>
    /// <param name="clock">Null is the real one.</param>
    /// <param name="requirements">What the mail server asks of those who bring mail.</param>
    /// <param name="log">Hears all that is logged.</param>
    /// <param name="invitation">Writes the calendar parts; null as always.</param>
    /// <param name="configure">Registers more.</param>
    public static async Task<NotificationService> StartAsync(
        Func<string, SmtpReply?>? refuse = null,
        int? port = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? clock = null,
        MailServerRequirements? requirements = null,
        ILoggerProvider? log = null,
        WriteInvitation? invitation = null,
        Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("mail").FullName;
        var mailServer = port is null ? MailServer.Start(folder, refuse: refuse, requirements: requirements) : null;
        var all = Settings(port ?? mailServer!.Port);
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            all[key] = value;
        }

        return new NotificationService(await RunningService.StartAsync<Program>("notification", all, With(clock, log, invitation, configure)), folder, mailServer, all, clock);
    }

    /// <param name="changed">Configuration that differs from the first one's.</param>
    public Task<RunningService> StartAnotherAsync(TimeProvider? clock = null, params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string?>(this.settings);
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        return Service.StartAnotherAsync<Program>(settings, With(clock ?? this.clock));
    }

    public void StartMailServer(int port) => mailServer = MailServer.Start(folder, port);

    public Task PublishAsync<T>(T message, Guid? messageId = null) where T : class => Bus.PublishAsync(message, messageId);

    /// <summary>A person says how they want to be written to.</summary>
    public async Task WantsAsync(Contact contact, Choice choice)
    {
        await using var session = Service.Store.LightweightSession();
        session.Events.Append(contact.Id.Value, new PreferencesChosen(contact.Id, choice, DateTimeOffset.UtcNow));
        await session.SaveChangesAsync();
    }

    public Task<MimeMessage> MailAsync(string address, Func<MimeMessage, bool>? matching = null) => Eventually.ValueAsync(
        () => Task.FromResult(Mails.FirstOrDefault(mail => mail.To.Mailboxes.Any(to => to.Address == address) && (matching is null || matching(mail)))),
        what: $"a mail to {address}");

    /// <summary>A notification that has come so far, when as many as <paramref name="count"/> have.</summary>
    public Task<Notification> NotificationAsync(NotificationState state, int count = 1) => Eventually.ValueAsync(
        async () =>
        {
            await using var session = Service.Store.QuerySession();
            var notifications = await session.Query<Notification>().Where(notification => notification.State == state).ToListAsync();
            return notifications.Count >= count ? notifications[0] : null;
        },
        what: $"{count} notices that are {state}");

    /// <summary>Every row of every table, as text.</summary>
    public async Task<string> AllThatIsStoredAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var dump = new Npgsql.NpgsqlCommand(
            """
            select string_agg(query_to_xml(format('select * from %I', table_name), true, false, '')::text, '')
            from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
            """,
            connection);
        return (string)(await dump.ExecuteScalarAsync())!;
    }

    /// <summary>Does something to the store by SQL.</summary>
    public async Task DoAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Until every message is dealt with and every letter has its answer.</summary>
    public async Task QuietAsync()
    {
        await Eventually.TrueAsync(async () =>
            (await Servers.Current.QueuesAsync(Service.VirtualHost)).Where(queue => queue.Key.StartsWith("notification", StringComparison.Ordinal)).All(queue => queue.Value == 0));
        await Eventually.TrueAsync(async () =>
        {
            await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
            await connection.OpenAsync();
            await using var due = new Npgsql.NpgsqlCommand("select count(*) from due_deliveries", connection);
            return await due.ExecuteScalarAsync() is 0L;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (mailServer is not null)
        {
            await mailServer.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Action<IServiceCollection> With(
        TimeProvider? clock, ILoggerProvider? log = null, WriteInvitation? invitation = null, Action<IServiceCollection>? configure = null) => services =>
    {
        configure?.Invoke(services);
        if (clock is not null)
        {
            services.AddSingleton(clock);
        }

        if (invitation is not null)
        {
            services.AddSingleton(invitation);
        }

        if (log is not null)
        {
            services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace));
        }
    };

    private static Dictionary<string, string?> Settings(int port) => new()
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Delivery:FirstPause"] = "00:00:00.2",
        ["Delivery:LongestPause"] = "00:00:01",
        ["Delivery:Poll"] = "00:00:00.1",
        ["Delivery:Lease"] = "00:00:08",
        ["Delivery:Timeout"] = "00:00:05",
    };
}
