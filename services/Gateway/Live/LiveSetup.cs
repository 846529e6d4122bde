using BusinessFocus.Hosting.Bus;

namespace BusinessFocus.Gateway.Live;

public static class LiveSetup
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.AddListeningBus("gateway", typeof(LiveSetup).Assembly);
        builder.Services.AddSingleton<LiveEventWriter>();
        builder.Services.AddSingleton<Snapshots>();
        builder.Services.AddSingleton<Listeners>();
        builder.Services.AddSingleton<ListenerPlaces>();
        var keys = builder.Configuration["Notification:Keys"] ?? throw new InvalidOperationException("Notification:Keys is not set.");
        builder.Services.AddSingleton(services => new InboxTokens(keys, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<Heartbeats>();
    }
}
