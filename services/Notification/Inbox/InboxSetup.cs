using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Notices;

namespace BusinessFocus.Notification.Inbox;

public static class InboxSetup
{
    public static void AddInbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddChannel<InboxChannel>();
        builder.Services.AddSingleton<IErasesNotices, ErasesDocuments<InboxEntry>>();
    }
}
