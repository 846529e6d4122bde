using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.Hosting.Bus;

public static class ListeningBus
{
    /// <summary>
    /// RabbitMQ for a service that passes on what happens and keeps nothing: one queue per instance, which is gone with it. Each instance
    /// hears everything while it lives; what is told while it is not connected, it never hears.
    /// </summary>
    /// <param name="service">In the queue's name, which is another one each time.</param>
    /// <param name="consumers">The assembly whose consumers listen.</param>
    public static void AddListeningBus(this WebApplicationBuilder builder, string service, Assembly consumers)
    {
        var connection = builder.BusAddress();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumers(consumers);
            bus.AddConsumer<HearOfRevocations>();
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.ConnectsTo(connection);
                rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition(service), queue =>
                {
                    queue.IsGoneWithItsInstance(context);
                    queue.ConfigureConsumers(context);
                });
            });
        });
        builder.StartsLastAndStopsFirst();
    }

    /// <summary>A queue of one instance, which forgets it when it is gone.</summary>
    public static void IsGoneWithItsInstance(this IRabbitMqReceiveEndpointConfigurator queue, IRegistrationContext context)
    {
        // RabbitMQ deprecates queues that are neither durable nor exclusive: this one is removed by its expiry.
        queue.Durable = true;
        queue.AutoDelete = true;
        queue.QueueExpiration = TimeSpan.FromMinutes(1);
        queue.PrefetchCount = 64;
        queue.UseFilter(new GiveBackFilter(context.GetRequiredService<BusStop>()));

        // What cannot be passed on is logged and counted; a queue of such messages would outlive this one, unseen.
        queue.DiscardFaultedMessages();
        queue.DiscardSkippedMessages();
    }
}
