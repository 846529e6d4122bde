using System.Collections.Concurrent;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;
using Servers = BusinessFocus.Testing.Servers;

namespace BusinessFocus.Notifications.Tests;

/// <summary>
/// The service with a mail server, which keeps what it receives, as one test sees it: an edition and addresses of its own, the mail
/// to these and the notifications of these people. Where nobody shares it, all that there is.
/// </summary>
internal sealed class NotificationService : IAsyncDisposable
{
    private readonly MailFolder mails;
    private readonly Dictionary<string, string?> settings;
    private readonly TimeProvider? clock;
    private readonly string? domain;
    private readonly ConcurrentDictionary<Guid, Contact> people = [];
    private MailServer? mailServer;

    private NotificationService(
        RunningService service, string folder, MailServer? mailServer, Dictionary<string, string?> settings, TimeProvider? clock)
    {
        (Service, this.settings, this.clock) = (service, settings, clock);
        mails = new MailFolder(folder);
        this.mailServer = mailServer;
        Edition = Some.Edition;
    }

    private NotificationService(NotificationService shared, string domain)
    {
        (Service, settings, clock, mails) = (shared.Service, shared.settings, shared.clock, shared.mails);
        this.domain = domain;
        Edition = EditionId.New();
    }

    public RunningService Service { get; }

    public BusProbe Bus => Service.Bus;

    public EditionId Edition { get; }

    public int Count => domain is null ? mails.Files.Count : Files.Count;

    /// <summary>Every mail received so far, in order, as it came over the wire.</summary>
    public IReadOnlyList<string> Files => [.. mails.Files.Where(IsOwn)];

    public IReadOnlyList<MimeMessage> Mails => [.. Files.Select(file => mails.Read(file).Message)];

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

    /// <summary>The same running service as another test sees it.</summary>
    /// <param name="domain">Of all addresses of that test.</param>
    public NotificationService SharedBy(string domain) => new(this, domain);

    /// <summary>An address of this test.</summary>
    public string At(string mailbox) => $"{mailbox}@{domain ?? "foretag.example"}";

    public Contact Contact(string name = "Åsa Öberg", string? email = null, string locale = "sv") => Own(Some.Contact(name, email ?? At("asa"), locale));

    /// <summary>Counts somebody to the people of this test.</summary>
    public Contact Own(Contact contact)
    {
        people[contact.Id.Value] = contact;
        return contact;
    }

    public ActivityState Activity(
        ActivityId? id = null, long version = 1, int sequence = 0, ActivityStatus status = ActivityStatus.Released, string? joinLink = null) =>
        Some.Activity(id, version, sequence, status, joinLink) with { EditionId = Edition };

    public VisitState Visit(long version = 2, VisitRequestId? id = null) => Some.Visit(version, id) with { EditionId = Edition, Contact = Contact() };

    public RegistrationState Registration(
        ActivityId activity,
        RegistrationStatus status = RegistrationStatus.Confirmed,
        Contact? contact = null,
        RegistrationId? id = null,
        int seats = 1,
        int? position = null,
        long version = 1) =>
        Some.Registration(activity, status, contact ?? Contact(), id, seats, position, version) with { EditionId = Edition };

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

    public void StartMailServer(int port) => mailServer = MailServer.Start(mails.Folder, port);

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

    /// <summary>
    /// The activity is heard of. What is told of activities and of registrations comes by two queues: where the order decides what happens,
    /// the second is published after this.
    /// </summary>
    public Task KnowsAsync(ActivityState activity) => Eventually.TrueAsync(
        async () =>
        {
            await using var session = Service.Store.QuerySession();
            return await session.LoadAsync<KnownActivity>(activity.Id.Value) is not null;
        },
        what: $"activity {activity.Id} known");

    /// <summary>A notification that has come so far, when as many as <paramref name="count"/> have.</summary>
    public Task<Notification> NotificationAsync(NotificationState state, int count = 1) => Eventually.ValueAsync(
        async () =>
        {
            await using var session = Service.Store.QuerySession();
            var notifications = domain is null
                ? await session.Query<Notification>().Where(notification => notification.State == state).ToListAsync()
                : [.. (await session.LoadManyAsync<Notification>(await OwnNoticesAsync())).Where(notification => notification.State == state)];
            return notifications.Count >= count ? notifications[0] : null;
        },
        what: $"{count} notices that are {state}");

    /// <summary>How many letters are written and wait to be delivered.</summary>
    public async Task<long> LettersAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var count = new Npgsql.NpgsqlCommand("select count(*) from mt_doc_letter where $1 or id = any($2)", connection)
        {
            Parameters = { new() { Value = domain is null }, new() { Value = await OwnNoticesAsync() } },
        };
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>The messages about what this test's edition holds that nobody could deal with.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync() => [.. (await Service.DeadLettersAsync())
        .Where(letter => domain is null || Encoding.UTF8.GetString(letter.Original!.Body).Contains(Edition.ToString(), StringComparison.OrdinalIgnoreCase))];

    /// <summary>Every row of every table, as text: as PostgreSQL writes it, for XML has no word for the time without end that Marten gives a number that became no event.</summary>
    public async Task<string> AllThatIsStoredAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var dump = new Npgsql.NpgsqlCommand(
            """
            select string_agg(query_to_xml(format('select each::text from %I each', table_name), true, false, '')::text, '')
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
            await using var due = new Npgsql.NpgsqlCommand("select count(*) from due_deliveries where $1 or domain = $2 or id = any($3)", connection)
            {
                Parameters = { new() { Value = domain is null }, new() { Value = domain ?? "" }, new() { Value = await OwnNoticesAsync() } },
            };
            return await due.ExecuteScalarAsync() is 0L;
        });
    }

    public async ValueTask DisposeAsync()
    {
        // The one that it is shared with ends it.
        if (domain is not null)
        {
            return;
        }

        await Service.DisposeAsync();
        if (mailServer is not null)
        {
            await mailServer.DisposeAsync();
        }

        mails.Dispose();
    }

    private bool IsOwn(string file) => domain is null || mails.Read(file).Domains.Contains(domain);

    private async Task<Guid[]> OwnNoticesAsync()
    {
        await using var connection = new Npgsql.NpgsqlConnection(Service.ConnectionString);
        await connection.OpenAsync();
        await using var own = new Npgsql.NpgsqlCommand("select coalesce(array_agg(id), '{}') from mt_doc_notice where contact_id = any($1)", connection)
        {
            Parameters = { new() { Value = people.Keys.ToArray() } },
        };
        return (Guid[])(await own.ExecuteScalarAsync())!;
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
