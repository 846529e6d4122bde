using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BusinessFocus.Testing;

/// <summary>A vhost's queues, as any client of RabbitMQ sees them.</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly IConnection connection;

    private Broker(IConnection connection) => this.connection = connection;

    public static async Task<Broker> ConnectAsync(string virtualHost) =>
        new(await new ConnectionFactory { Uri = Servers.Current.Bus(virtualHost) }.CreateConnectionAsync());

    /// <summary>The messages that nobody has in hand; null where there is no such queue.</summary>
    public async Task<int?> ReadyAsync(string queue) => (int?)(await LookAsync(queue))?.MessageCount;

    public async Task<int?> ConsumersAsync(string queue) => (int?)(await LookAsync(queue))?.ConsumerCount;

    /// <summary>A queue of an exchange that has room for one message and refuses any other; it is full.</summary>
    public async Task BindFullQueueAsync(string queue, string exchange)
    {
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" });
        await channel.BasicPublishAsync("", queue, ReadOnlyMemory<byte>.Empty);
        await Eventually.TrueAsync(async () => await ReadyAsync(queue) == 1);
        await channel.QueueBindAsync(queue, exchange, "");
    }

    /// <summary>Takes a message out of a queue, if there is one.</summary>
    /// <returns>Its id.</returns>
    public async Task<string?> TakeAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: true) is { } taken ? taken.BasicProperties.MessageId ?? "" : null;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<QueueDeclareOk?> LookAsync(string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.QueueDeclarePassiveAsync(queue);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }
}
