using BusinessFocus.Notification.Delivery;

namespace BusinessFocus.Notification.Inbox;

public static class InboxSetup
{
    public static void AddInbox(this WebApplicationBuilder builder) => builder.Services.AddChannel<InboxChannel>();
}
