using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Lifecycle;

namespace BusinessFocus.Notifications.Rendering;

public static class RenderingSetup
{
    public static void AddRendering(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => Sender.From(builder.Configuration, services.GetRequiredService<PersonalLinks>()));
        builder.Services.AddSingleton<Templates>();
        builder.Services.AddSingleton<MessageRenderer>();
        builder.Services.AddSingleton<IErasesNotifications, ErasesDocuments<RenderedMessage>>();
    }
}
