using BusinessFocus.Notification.Delivery;

namespace BusinessFocus.Notification.Email;

public static class EmailSetup
{
    public static void AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Smtp").Get<SmtpSettings>() ?? new SmtpSettings());
        builder.Services.AddChannel<EmailChannel>();
    }
}
