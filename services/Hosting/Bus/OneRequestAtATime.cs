using MassTransit;
using MassTransit.Middleware;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace BusinessFocus.Hosting.Bus;

/// <summary>
/// A receive endpoint asks the broker for one thing after the other on its channel. MassTransit declares an endpoint's exchanges at once, and all but
/// the first wait inside of RabbitMQ.Client for their turn. Where the connection breaks just then, they wait for ever: RabbitMQ.Client up to 7.2.2
/// disposes of the semaphore that they wait for (its issue 1976), and no token and no timeout ends that. The endpoint would never be tried again.
/// What waits here comes to its turn, and finds the channel closed.
/// </summary>
public sealed class OneRequestAtATime : IFilter<ChannelContext>
{
    public Task Send(ChannelContext context, IPipe<ChannelContext> next) => next.Send(new Channel(context));

    public void Probe(ProbeContext context) => context.CreateFilterScope("oneRequestAtATime");

    /// <summary>All that an endpoint's topology is declared by, in turn; everything else as it is.</summary>
    private sealed class Channel(ChannelContext channel) : ProxyPipeContext(channel), ChannelContext
    {
        private readonly Lock gate = new();
        private Task last = Task.CompletedTask;

        IChannel ChannelContext.Channel => channel.Channel;

        public ConnectionContext ConnectionContext => channel.ConnectionContext;

        public Task ExchangeDeclare(
            string exchange, string type, bool durable, bool autoDelete, IDictionary<string, object> arguments, CancellationToken cancellationToken) =>
            InTurnAsync(() => channel.ExchangeDeclare(exchange, type, durable, autoDelete, arguments, cancellationToken));

        public Task ExchangeBind(
            string destination, string source, string routingKey, IDictionary<string, object> arguments, CancellationToken cancellationToken) =>
            InTurnAsync(() => channel.ExchangeBind(destination, source, routingKey, arguments, cancellationToken));

        public Task QueueBind(
            string queue, string exchange, string routingKey, IDictionary<string, object> arguments, CancellationToken cancellationToken) =>
            InTurnAsync(() => channel.QueueBind(queue, exchange, routingKey, arguments, cancellationToken));

        public Task<QueueDeclareOk> QueueDeclare(
            string queue, bool durable, bool exclusive, bool autoDelete, IDictionary<string, object> arguments, CancellationToken cancellationToken) =>
            InTurnAsync(() => channel.QueueDeclare(queue, durable, exclusive, autoDelete, arguments, cancellationToken));

        public Task ExchangeDeclarePassive(string exchange, CancellationToken cancellationToken) =>
            channel.ExchangeDeclarePassive(exchange, cancellationToken);

        public Task<QueueDeclareOk> QueueDeclarePassive(string queue, CancellationToken cancellationToken) =>
            channel.QueueDeclarePassive(queue, cancellationToken);

        public Task<uint> QueuePurge(string queue, CancellationToken cancellationToken) => channel.QueuePurge(queue, cancellationToken);

        public Task BasicQos(uint prefetchSize, ushort prefetchCount, bool global, CancellationToken cancellationToken) =>
            channel.BasicQos(prefetchSize, prefetchCount, global, cancellationToken);

        public Task BasicPublishAsync(
            string exchange, string routingKey, bool mandatory, BasicProperties basicProperties, byte[] body, bool awaitAck, CancellationToken cancellationToken) =>
            channel.BasicPublishAsync(exchange, routingKey, mandatory, basicProperties, body, awaitAck, cancellationToken);

        public ValueTask BasicAck(ulong deliveryTag, bool multiple, CancellationToken cancellationToken) =>
            channel.BasicAck(deliveryTag, multiple, cancellationToken);

        public Task BasicNack(ulong deliveryTag, bool multiple, bool requeue, CancellationToken cancellationToken) =>
            channel.BasicNack(deliveryTag, multiple, requeue, cancellationToken);

        public Task<string> BasicConsume(
            string queue, bool noAck, bool exclusive, IDictionary<string, object> arguments, IAsyncBasicConsumer consumer, string consumerTag,
            CancellationToken cancellationToken) =>
            channel.BasicConsume(queue, noAck, exclusive, arguments, consumer, consumerTag, cancellationToken);

        public Task BasicCancel(string consumerTag, CancellationToken cancellationToken) => channel.BasicCancel(consumerTag, cancellationToken);

        public void NotifyFaulted(Exception exception, Uri inputAddress) => channel.NotifyFaulted(exception, inputAddress);

        private Task<T> InTurnAsync<T>(Func<Task<T>> ask)
        {
            lock (gate)
            {
                var asked = AskAfterAsync(last, ask);
                last = asked;
                return asked;
            }
        }

        private Task InTurnAsync(Func<Task> ask) => InTurnAsync(async () =>
        {
            await ask();
            return true;
        });

        private static async Task<T> AskAfterAsync<T>(Task before, Func<Task<T>> ask)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await ask();
        }
    }
}
