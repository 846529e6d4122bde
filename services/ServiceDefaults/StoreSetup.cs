using BusinessFocus.Hosting.BackgroundWork;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Consumers;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Relay;
using BusinessFocus.ServiceDefaults.RevokedAccess;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.ServiceDefaults;

public static class StoreSetup
{
    /// <summary>The service's own event store, and the relay, which tells the others what <paramref name="publications"/> makes of its events.</summary>
    /// <param name="configure">Streams, projections and indexes of this service.</param>
    /// <param name="events">Every event that it stores.</param>
    public static void AddStore(
        this WebApplicationBuilder builder, Action<StoreOptions> configure, StoredEventTypes events, Publications publications)
    {
        var services = builder.Services;
        builder.AddEventStore(options => options.ConfigureStore(configure, events))
            .AddRelay(publications.And(DeadLettersInStore.Publications).And(ActWasAudited.Publications));
        services.AddIdempotentConsumers();
        services.AddIdempotencyKeys();
        services.AddRevokedAccess();
        services.AddSingleton(new TransientFailure(Outages.IsOne));
        services.AddHealthChecks().AddCheck<PollingHealth>("rounds", HealthStatus.Degraded, ["ready"]);
    }

    /// <summary>How a service writes its events and documents, and reads what was written before.</summary>
    /// <param name="configure">Streams, projections and indexes of this service.</param>
    /// <param name="events">Every event that it stores.</param>
    public static void ConfigureStore(this StoreOptions options, Action<StoreOptions> configure, StoredEventTypes events)
    {
        options.ConfigureEventStore();
        options.ConfigureIdempotentConsumers();
        options.ConfigureIdempotencyKeys();
        options.ConfigureRevokedAccess();
        options.ConfigureActors();
        DeadLettersInStore.Configure(options);
        events.Configure(options);
        configure(options);
    }
}
