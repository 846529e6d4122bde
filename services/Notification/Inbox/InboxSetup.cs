using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;

namespace BusinessFocus.Notifications.Inbox;

public static class InboxSetup
{
    public static void AddInbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddChannel<InboxChannel>();
        builder.Services.AddSingleton<IErasesNotifications, ErasesDocuments<InboxEntry>>();
    }
}
