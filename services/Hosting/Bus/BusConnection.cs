using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.Bus;

/// <summary>What each bus has, whoever consumes and whatever is kept.</summary>
public static class BusConnection
{
    public static Uri BusAddress(this WebApplicationBuilder builder) => new(builder.Configuration.GetConnectionString("Bus")
        ?? throw new InvalidOperationException("ConnectionStrings:Bus is not set."));

    public static void ConnectsTo(this IRabbitMqBusFactoryConfigurator rabbit, Uri broker)
    {
        rabbit.Host(broker);
        rabbit.ConnectEndpointConfigurationObserver(new EachEndpoint());
    }

    public static void StartsLastAndStopsFirst(this WebApplicationBuilder builder)
    {
        builder.Services.RemoveMassTransitHostedService();
        builder.Services.AddSingleton<BusStop>();
        builder.Services.AddHostedService<BusLifetime>();
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            // Messages that are being handled may finish; what takes longer is cancelled, and goes back to its queue.
            options.ConsumerStopTimeout = TimeSpan.FromSeconds(15);
            options.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }

    private sealed class EachEndpoint : IEndpointConfigurationObserver
    {
        public void EndpointConfigured<T>(T configurator) where T : IReceiveEndpointConfigurator =>
            ((IRabbitMqReceiveEndpointConfigurator)configurator).ConfigureChannel(channel => channel.UseFilter(new OneRequestAtATime()));
    }
}
