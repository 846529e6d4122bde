using BusinessFocus.Hosting.Http;
using BusinessFocus.Notifications.Delivery;

namespace BusinessFocus.Notifications.Sms;

public static class SmsSetup
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>The channel is there where a provider is.</summary>
    public static void AddSms(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Sms").Get<SmsSettings>() ?? new SmsSettings();
        builder.Services.AddSingleton(settings);
        if (settings.Url is not { } url)
        {
            return;
        }

        if (!WebAddress.Is(url.OriginalString))
        {
            throw new InvalidOperationException("Sms:Url is not a web address.");
        }

        builder.Services
            .AddHttpClient(SmsChannel.Client, http =>
            {
                // The worker says how long a hand-over may take.
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = LongestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        builder.Services.AddChannel<SmsChannel>();
    }
}
