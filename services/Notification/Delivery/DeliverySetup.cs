using BusinessFocus.Notifications.Lifecycle;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

public static class DeliverySetup
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Delivery").Get<DeliverySettings>() ?? new DeliverySettings());
        builder.Services.AddSingleton<DeliveryWakeup>();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.Services.AddSingleton<PoisonDeliveries>();
        builder.Services.AddSingleton<PausedChannels>();
        builder.Services.AddHostedService<ChannelMetrics>();
        builder.Services.AddSingleton<IErasesNotifications, ErasesDeliveries>();
        builder.Services.ConfigureMarten((services, options) =>
            options.Listeners.Add(new WakeDeliveryOnCommit(services.GetRequiredService<DeliveryWakeup>())));
    }

    /// <summary>A way to reach people, with a delivery worker of its own (bulkhead: a slow channel does not hold up another).</summary>
    public static void AddChannel<TChannel>(this IServiceCollection services) where TChannel : class, IChannel
    {
        services.AddSingleton<TChannel>();
        services.AddSingleton(provider => provider.GetRequiredService<TChannel>().Rules);
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<TChannel>());
        services.AddSingleton<IHostedService>(provider => NewWorker(provider, provider.GetRequiredService<TChannel>()));
    }

    private static DeliveryWorker NewWorker(IServiceProvider provider, IChannel channel)
    {
        var inHand = ActivatorUtilities.CreateInstance<DeliveriesInHand>(provider, channel);
        var claimer = ActivatorUtilities.CreateInstance<DeliveryClaimer>(provider, channel, inHand);
        var recorder = ActivatorUtilities.CreateInstance<DeliveryRecorder>(provider, channel, inHand);
        return ActivatorUtilities.CreateInstance<DeliveryWorker>(provider, channel, claimer, recorder, inHand);
    }
}
