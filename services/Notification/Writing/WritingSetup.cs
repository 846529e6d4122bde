using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notification.Notices;

namespace BusinessFocus.Notification.Writing;

public static class WritingSetup
{
    public static void AddWriting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => Sender.From(builder.Configuration, services.GetRequiredService<PersonalLinks>()));
        builder.Services.AddSingleton<Templates>();
        builder.Services.AddSingleton<Writer>();
        builder.Services.AddSingleton<IErasesNotices, ErasesDocuments<Letter>>();
    }
}
