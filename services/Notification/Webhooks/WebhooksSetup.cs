using System.Net;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Notifications.Webhooks;

public static class WebhooksSetup
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Webhooks").Get<WebhookSettings>() ?? new WebhookSettings();
        var keys = RotatingKeys.Secrets(
            builder.Configuration["Notification:Keys"] ?? throw new InvalidOperationException("Notification:Keys is not set."), WebhookSecrets.Purpose, TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new WebhookSecrets(keys));
        builder.Services.AddRotatingKeys(keys);
        builder.Services.AddSingleton<WebhookBodies>();
        builder.Services.AddSingleton<WebhookMetrics>();
        builder.Services.AddSingleton<WebhookWakeup>();
        builder.Services.AddSingleton<ResolveHost>((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddHostedService<WebhookWorker>();
        builder.Services.AddHostedService<WebhookLetters>();
        builder.Services.AddSingleton(new RetentionRule(
            settings.Keep, (session, before) => session.QueueSqlCommand("delete from webhook_deliveries where created_at < ?", before.ToUniversalTime())));
    }
}
