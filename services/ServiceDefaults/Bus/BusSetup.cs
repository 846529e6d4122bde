using System.Reflection;
using BusinessFocus.ServiceDefaults.Inbox;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Bus;

public static class BusSetup
{
    /// <summary>
    /// RabbitMQ: one exchange an event type, one quorum queue a consumer, with the inbox in front of each consumer.
    /// What fails is tried again a few times with back-off and jitter, then goes to the queue's error queue with its
    /// reason, and the consumer goes on. A store that is away is waited for.
    /// </summary>
    /// <param name="service">Prefix of the queues' names.</param>
    /// <param name="consumers">The assembly whose consumers listen; null for a service that only publishes.</param>
    /// <param name="withoutInbox">Messages that are harmless twice by their version, and so many that the inbox would cost.</param>
    public static void AddBus(this WebApplicationBuilder builder, string service, Assembly? consumers, params Type[] withoutInbox)
    {
        var connection = new Uri(builder.Configuration.GetConnectionString("Bus")
            ?? throw new InvalidOperationException("ConnectionStrings:Bus is not set."));

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, includeNamespace: false));
            if (consumers is not null)
            {
                bus.AddConsumers(consumers);
            }

            bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
            {
                // MassTransit adds its own jitter of a fifth to each interval.
                endpoint.UseMessageRetry(retry => retry.Exponential(
                    5, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(100)));
                endpoint.UseConsumeFilter(typeof(OutageFilter<>), context);
                endpoint.UseConsumeFilter(typeof(InboxFilter<>), context, messages => messages.Exclude(withoutInbox));
                endpoint.ConcurrentMessageLimit = 8;
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                {
                    queue.SetQuorumQueue();
                    queue.PrefetchCount = 64;
                }
            });

            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(connection);
                rabbit.ConfigureEndpoints(context);
            });
        });
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            // Readiness tells whether the bus is there; a broker that is down does not keep the service from reading.
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }
}
