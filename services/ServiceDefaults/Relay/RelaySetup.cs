using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.ServiceDefaults.Relay;

public static class RelaySetup
{
    /// <summary>Publishes what <paramref name="publications"/> makes of the events of a store.</summary>
    public static void AddRelay(this MartenServiceCollectionExtensions.MartenConfigurationExpression store, Publications publications)
    {
        var services = store.Services;
        services.AddSingleton(publications);
        services.AddSingleton(provider => RelaySettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RelayWakeup>();
        services.AddSingleton<RelayProgress>();
        services.AddSingleton<Replay>();
        services.ConfigureMarten((provider, options) =>
        {
            options.Projections.Wakeup = provider.GetRequiredService<RelayWakeup>();
            options.Listeners.Add(new WakeRelayOnCommit(provider.GetRequiredService<RelayWakeup>()));
        });
        store.AddSubscriptionWithServices<Relay>(ServiceLifetime.Singleton, relay =>
        {
            // Name and version are the key of its progress: a different one would publish the whole history again.
            relay.Name = "relay";
            relay.Version = 1;
            relay.IncludeArchivedEvents = true;
            relay.Options.BatchSize = Relay.PageSize;
            foreach (var type in publications.EventTypes)
            {
                relay.IncludeType(type);
            }
        });
        services.AddHealthChecks().AddCheck<RelayHealth>("relay", HealthStatus.Unhealthy, ["ready"]);
    }
}
