using MassTransit;

namespace BusinessFocus.Hosting.Bus;

/// <summary>
/// A consumer's queue is named after the service and the message that it takes in, for instance
/// <c>registration-on-activity-released</c>: contracts never change their names, classes do, and a queue that nobody reads
/// would strand what is in it. Its error queue has the same name with <c>_error</c>.
/// </summary>
public sealed class QueueNames(string service) : KebabCaseEndpointNameFormatter(service, includeNamespace: false)
{
    protected override string GetConsumerName(Type type) => SanitizeName($"{Prefix}On{MessageOf(type).Name}");

    /// <exception cref="InvalidOperationException">The consumer takes in several kinds of messages.</exception>
    private static Type MessageOf(Type consumer)
    {
        var messages = consumer.GetInterfaces()
            .Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(each => each.GetGenericArguments()[0])
            .ToList();
        return messages is [var message]
            ? message
            : throw new InvalidOperationException($"{consumer} takes in {messages.Count} kinds of messages; a consumer has one, and a queue of its own.");
    }
}
