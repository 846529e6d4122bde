using BusinessFocus.Hosting.DeadLetters;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

public static class DeadLettersSetup
{
    /// <summary>What could not be handled goes to the service's dead letters, and from there into its store.</summary>
    public static DeadLetterQueues AddDeadLetters(this WebApplicationBuilder builder, string service, Uri bus)
    {
        var queues = new DeadLetterQueues(service, bus);
        var services = builder.Services;
        services.AddSingleton(queues);
        services.AddSingleton<DeadLetterMetrics>();
        services.AddDeadLetterValidators();
        services.AddSingleton<ErrorQueueReader>();
        services.AddHostedService(provider => provider.GetRequiredService<ErrorQueueReader>());
        services.AddHostedService<DeadLettersAreCounted>();
        services.AddHostedService<DeadLetterRetention>();
        services.AddHealthChecks().AddCheck<DeadLettersHealth>("dead-letters", HealthStatus.Degraded, ["ready"]);
        return queues;
    }

    public static void TakeDeadLetters(this IRabbitMqBusFactoryConfigurator rabbit, DeadLetterQueues queues)
    {
        rabbit.SendTopology.ErrorQueueNameFormatter = queues;
        rabbit.SendTopology.DeadLetterQueueNameFormatter = queues;
    }

    /// <param name="queue">The endpoint's.</param>
    public static void TakeDeadLetters(this IReceiveEndpointConfigurator endpoint, DeadLetterQueues queues, string queue)
    {
        queues.Add(queue);
        endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(new SkippedMessages(queue)));
    }

    public static void MapDeadLetters(this IEndpointRouteBuilder operations)
    {
        operations.MapListDeadLetters();
        operations.MapRetryDeadLetters();
        operations.MapDiscardDeadLetter();
    }
}
