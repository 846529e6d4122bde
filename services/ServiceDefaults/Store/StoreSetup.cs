using System.Text.Json.Serialization;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Inbox;
using BusinessFocus.ServiceDefaults.Relay;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Weasel.Core;

namespace BusinessFocus.ServiceDefaults.Store;

public static class StoreSetup
{
    /// <summary>
    /// The service's own event store, in the database of the connection string "Store", which is created when it is
    /// missing. <paramref name="publications"/> says what the relay makes of its events.
    /// </summary>
    /// <param name="configure">Streams, projections and indexes of this service.</param>
    /// <param name="events">Every event that it stores.</param>
    public static void AddStore(
        this WebApplicationBuilder builder, Action<StoreOptions> configure, StoredEventTypes events, Publications publications)
    {
        var services = builder.Services;
        var connection = builder.Configuration.GetConnectionString("Store")
            ?? throw new InvalidOperationException("ConnectionStrings:Store is not set.");

        publications = publications.And(DeadLettersInStore.Publications);
        services.AddHttpContextAccessor();
        services.AddSingleton(publications);
        services.AddSingleton<RelayWakeup>();
        services.AddSingleton<RelayProgress>();
        services.AddSingleton<Replay>();
        services.AddSingleton(new DatabaseName(connection));
        services.AddHostedService<StartupTasks>();
        services.AddStartupTask<DatabaseCreation>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(Tuned(connection).ConnectionString));

        services.AddMarten(provider =>
            {
                var options = new StoreOptions();
                options.ConfigureStore(configure, events);
                options.Projections.Wakeup = provider.GetRequiredService<RelayWakeup>();
                options.Listeners.Add(new WakeRelayOnCommit(provider.GetRequiredService<RelayWakeup>()));
                return options;
            })
            .UseNpgsqlDataSource()
            .BuildSessionsWith<TracedSessions>()
            .ApplyAllDatabaseChangesOnStartup()
            .AddAsyncDaemon(DaemonMode.HotCold)
            .AddSubscriptionWithServices<Relay.Relay>(ServiceLifetime.Singleton, relay =>
            {
                // Name and version are the key of its progress: another one would publish all of history again.
                relay.Name = "relay";
                relay.Version = 1;
                relay.IncludeArchivedEvents = true;
                relay.Options.BatchSize = Relay.Relay.PageSize;
                foreach (var type in publications.EventTypes)
                {
                    relay.IncludeType(type);
                }
            });

        services.AddSingleton(new ExceptionProblem(Races.IsLost, CommonProblems.Conflict));
        services.AddSingleton(new ExceptionProblem(Outages.IsOne, HttpProblems.Unavailable));
        services.AddSingleton(new TransientFailure(Outages.IsOne));
        Migration.Add(services);
        services.AddInbox();
        services.AddIdempotencyKeys();
        services.AddHostedService<Retention>();
        services.AddHealthChecks()
            .AddCheck<StoreHealth>("store", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<RelayHealth>("relay", HealthStatus.Unhealthy, ["ready"])
            .AddCheck<RoundsHealth>("rounds", HealthStatus.Degraded, ["ready"]);
    }

    /// <summary>How every service writes its events and documents, and reads what was written before.</summary>
    /// <param name="configure">Streams, projections and indexes of this service.</param>
    /// <param name="events">Every event that it stores.</param>
    public static void ConfigureStore(this StoreOptions options, Action<StoreOptions> configure, StoredEventTypes events)
    {
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.DatabaseSchemaName = "public";
        options.UseSystemTextJsonForSerialization(
            EnumStorage.AsString,
            Casing.CamelCase,
            json => json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.UseIdentityMapForAggregates = false;

        // Whoever loses a race is told before it has taken a sequence number: a gap would hold up the relay.
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.UseAdvisoryLockTransaction = true;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;

        // Marten's defaults skip what it cannot read: a relay that skips loses messages.
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(250);
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(250);
        options.Projections.HealthCheckPollingTime = TimeSpan.FromMilliseconds(500);
        options.Projections.LeadershipPollingTime = 500;

        options.Logger(new NoCommandLog());
        options.OpenTelemetry.TrackConnections = JasperFx.OpenTelemetry.TrackLevel.None;
        options.OpenTelemetry.TrackEventCounters();

        options.Schema.For<InboxMessage>().DocumentAlias("inbox").Index(message => message.ReceivedAt);
        options.Schema.For<StoredAnswer>().DocumentAlias("idempotency_keys").Index(answer => answer.StartedAt);

        DeadLettersInStore.Configure(options);

        events.Configure(options);
        configure(options);
    }

    /// <summary>
    /// A service says the same few things to its database all day: they are prepared, and a connection that comes back to the
    /// pool has nothing to be reset (no temporary settings, no locks of the session).
    /// </summary>
    private static NpgsqlConnectionStringBuilder Tuned(string connection) => new(connection)
    {
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 3,
        NoResetOnClose = true,
    };
}
