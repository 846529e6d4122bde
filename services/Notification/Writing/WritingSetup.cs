namespace BusinessFocus.Notification.Writing;

public static class WritingSetup
{
    public static void AddWriting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Sender.From(builder.Configuration));
        builder.Services.AddSingleton<Templates>();
        builder.Services.AddSingleton<Writer>();
    }
}
