using Marten;

namespace BusinessFocus.Notification.Delivery;

public static class DeliverySetup
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Delivery").Get<DeliverySettings>() ?? new DeliverySettings());
        builder.Services.AddSingleton<CourierWakeup>();
        builder.Services.AddSingleton<DeliveryMetrics>();
        builder.Services.AddHostedService<Courier>();
        builder.Services.ConfigureMarten((services, options) =>
            options.Listeners.Add(new WakeCourierOnCommit(services.GetRequiredService<CourierWakeup>())));
    }
}
