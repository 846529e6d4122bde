using System.Reflection;
using BusinessFocus.Hosting.Bus;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Consumers;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.RevokedAccess;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults;

public static class BusSetup
{
    /// <summary>
    /// RabbitMQ: one exchange per event type, one quorum queue per consumer, with the inbox in front of each consumer.
    /// What fails is tried again a few times with back-off and jitter, then goes to the service's dead letters with its
    /// reason, and the consumer goes on. A store that is away is waited for, and a stop gives back what is in hand.
    /// </summary>
    /// <param name="service">Prefix of the queues' names.</param>
    /// <param name="consumers">The assembly whose consumers listen; null for a service that only publishes.</param>
    /// <param name="inFront">A consume filter of the service's own, open generic, in front of each consumer and behind the inbox; null for none.</param>
    /// <param name="withoutInbox">Messages that are harmless twice by their version, and so many that the inbox would cost.</param>
    public static void AddBus(this WebApplicationBuilder builder, string service, Assembly? consumers, Type? inFront = null, params Type[] withoutInbox)
    {
        var connection = builder.BusAddress();
        var deadLetters = builder.AddDeadLetters(service, connection);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new QueueNames(service));
            bus.AddConsumer<ForgetInDeadLetters>().Endpoint(endpoint => endpoint.Name = $"{service}-forget-in-dead-letters");
            bus.AddConsumer<RememberRevocations>().Endpoint(endpoint => endpoint.Name = $"{service}-on-access-revoked");
            bus.AddConsumer<HearOfRevocations>();
            bus.AddConsumer<RememberNames>().Endpoint(endpoint => endpoint.Name = $"{service}-on-account-named");
            if (consumers is not null)
            {
                bus.AddConsumers(consumers);
            }

            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
            {
                var stop = context.GetRequiredService<BusStop>();
                endpoint.UseFilter(new GiveBackFilter(stop));
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Handle<StoreWasAwayException>();
                    retry.Immediate(int.MaxValue);
                });

                // The same, and no retry waits at a stop.
                _ = new MessageRetryConfigurationObserver(endpoint, stop.Token, retry =>
                {
                    retry.Ignore<StoreWasAwayException>();
                    retry.Ignore<Exception>(_ => stop.HasBegun);

                    // MassTransit adds its own jitter of a fifth to each interval.
                    retry.Exponential(5, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(100));
                });
                endpoint.UseConsumeFilter(typeof(OutageFilter<>), context);
                endpoint.UseConsumeFilter(typeof(IdempotentConsumerFilter<>), context, messages => messages.Exclude(withoutInbox));
                if (inFront is not null)
                {
                    endpoint.UseConsumeFilter(inFront, context);
                }

                endpoint.ConcurrentMessageLimit = 8;

                // Nobody consumes MassTransit's faults: what failed is a dead letter with its reason. To publish it too would fail in
                // turn wherever an exception carries something that is no data, and then it would stand nowhere.
                endpoint.PublishFaults = false;
                endpoint.TakeDeadLetters(deadLetters, name);
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                {
                    queue.SetQuorumQueue();
                    queue.PrefetchCount = 64;
                }
            });

            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.ConnectsTo(connection);
                rabbit.TakeDeadLetters(deadLetters);
                rabbit.ReceiveEndpoint(new TemporaryEndpointDefinition(service), queue =>
                {
                    queue.IsGoneWithItsInstance(context);
                    queue.ConfigureConsumer<HearOfRevocations>(context);
                });
                rabbit.ConfigureEndpoints(context);
            });
        });
        builder.StartsLastAndStopsFirst();
    }
}
