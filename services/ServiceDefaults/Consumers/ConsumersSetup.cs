using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Consumers;

public static class ConsumersSetup
{
    public static void AddIdempotentConsumers(this IServiceCollection services) => services.AddSingleton(new RetentionRule(
        ConsumedMessage.Kept,
        (session, before) => session.DeleteWhere<ConsumedMessage>(message => message.ReceivedAt < before)));

    public static void ConfigureIdempotentConsumers(this StoreOptions options) =>
        options.Schema.For<ConsumedMessage>().DocumentAlias("inbox").Index(message => message.ReceivedAt);
}
