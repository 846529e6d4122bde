using BusinessFocus.Notification.Delivery;

namespace BusinessFocus.Notification.Email;

public static class EmailSetup
{
    public static void AddEmail(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Smtp").Get<SmtpSettings>() ?? new SmtpSettings();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new DkimSignature(settings.Dkim));
        builder.Services.AddChannel<EmailChannel>();
    }
}
