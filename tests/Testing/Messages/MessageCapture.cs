using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BusinessFocus.Testing.Messages;

/// <summary>Takes a copy of each message from RabbitMQ, as bytes and headers: MassTransit would read what it has written itself.</summary>
public sealed class MessageCapture : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly ConcurrentQueue<CapturedMessage> messages = [];

    private MessageCapture(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    public IReadOnlyList<CapturedMessage> All => [.. messages];

    /// <summary>One queue, bound to the exchange of every integration event.</summary>
    public static async Task<MessageCapture> StartAsync(Uri address)
    {
        var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var capture = new MessageCapture(connection, channel);
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var exchange in BusProbe.MessageTypes.Select(type => $"{type.Namespace}:{type.Name}"))
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(queue, exchange, "");
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            capture.messages.Enqueue(new CapturedMessage(
                delivery.Exchange,
                delivery.BasicProperties.ContentType,
                (delivery.BasicProperties.Headers ?? new Dictionary<string, object?>())
                    .ToDictionary(header => header.Key, header => header.Value is byte[] text ? Encoding.UTF8.GetString(text) : header.Value),
                JsonNode.Parse(delivery.Body.Span)!));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return capture;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
