using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Inbox;

public static class InboxSetup
{
    public static void AddInbox(this IServiceCollection services) => services.AddSingleton(new KeptFor(
        InboxMessage.Kept,
        (session, before) => session.DeleteWhere<InboxMessage>(message => message.ReceivedAt < before)));

    public static void ConfigureInbox(this StoreOptions options) =>
        options.Schema.For<InboxMessage>().DocumentAlias("inbox").Index(message => message.ReceivedAt);
}
