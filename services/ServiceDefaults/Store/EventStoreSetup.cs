using System.Text.Json.Serialization;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Trace;
using Weasel.Core;

namespace BusinessFocus.ServiceDefaults.Store;

public static class EventStoreSetup
{
    /// <summary>
    /// An event store in the database of the connection string "Store", which is created when it is missing; with what waits for it,
    /// and what is done with it at the start and once an hour.
    /// </summary>
    /// <param name="configure">Everything that it stores.</param>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression AddEventStore(this WebApplicationBuilder builder, Action<StoreOptions> configure)
    {
        var services = builder.Services;
        var connection = builder.Configuration.GetConnectionString("Store")
            ?? throw new InvalidOperationException("ConnectionStrings:Store is not set.");

        services.AddHttpContextAccessor();
        services.AddSingleton(new DatabaseName(connection));
        services.AddHostedService<StartupTasks>();
        services.AddStartupTask<DatabaseCreation>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(Tuned(connection).ConnectionString));

        var store = services.AddMarten(_ =>
            {
                var options = new StoreOptions();
                configure(options);
                return options;
            })
            .UseNpgsqlDataSource()
            .BuildSessionsWith<TracedSessions>()
            .ApplyAllDatabaseChangesOnStartup()
            .AddAsyncDaemon(DaemonMode.HotCold);

        services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddNpgsql());
        services.AddSingleton(new ExceptionProblem(ConcurrencyErrors.IsOne, CommonProblems.Conflict));
        services.AddSingleton(new ExceptionProblem(Outages.IsOne, HttpProblems.Unavailable));
        Migration.Add(services);
        services.AddHostedService<Retention>();
        services.AddHealthChecks().AddCheck<StoreHealth>("store", HealthStatus.Unhealthy, ["ready"]);
        return store;
    }

    /// <summary>How every service writes its events and documents, and reads what was written before.</summary>
    public static void ConfigureEventStore(this StoreOptions options)
    {
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.DatabaseSchemaName = "public";
        options.UseSystemTextJsonForSerialization(
            EnumStorage.AsString,
            Casing.CamelCase,
            json => json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.UseIdentityMapForAggregates = false;

        // A conflict is found before a sequence number is taken: a gap would hold up the relay.
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
