using BusinessFocus.Notifications.Delivery;

namespace BusinessFocus.Notifications.Email;

public static class EmailSetup
{
    public static void AddEmail(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Smtp").Get<SmtpSettings>() ?? new SmtpSettings();
        if (settings.PerDomain.Any(each => each.Value <= 0))
        {
            throw new InvalidOperationException("Smtp:PerDomain has a domain to which no letter could go.");
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new TrustedServers(settings.TrustedCertificates));
        builder.Services.AddSingleton(new DkimSignature(settings.Dkim));
        builder.Services.AddChannel<EmailChannel>();
    }
}
