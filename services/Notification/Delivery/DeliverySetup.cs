using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Delivery;

public static class DeliverySetup
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Delivery").Get<DeliverySettings>() ?? new DeliverySettings());
        builder.Services.AddSingleton<CourierWakeup>();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.Services.AddSingleton<IErasesNotices, ErasesDeliveries>();
        builder.Services.ConfigureMarten((services, options) =>
            options.Listeners.Add(new WakeCourierOnCommit(services.GetRequiredService<CourierWakeup>())));
    }

    /// <summary>A way to reach people, with a courier of its own.</summary>
    public static void AddChannel<TChannel>(this IServiceCollection services) where TChannel : class, IChannel
    {
        services.AddSingleton<TChannel>();
        services.AddSingleton(provider => provider.GetRequiredService<TChannel>().Rules);
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<TChannel>());
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<Courier>(provider, provider.GetRequiredService<TChannel>()));
    }
}
