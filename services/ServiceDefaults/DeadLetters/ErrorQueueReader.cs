using BusinessFocus.Domain.People;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>
/// Takes a service's failed messages from their queue into its store, where an operator finds them. One is acknowledged after
/// the commit; while the store is away it stays in hand, and in the queue.
/// </summary>
/// <param name="bus">Not used: the queues' names are known when there is a bus.</param>
public sealed partial class ErrorQueueReader(
    DeadLetterQueues queues, IBus bus, IDocumentStore store, DeadLetterMetrics metrics, TimeProvider clock, ILogger<ErrorQueueReader> log) : BackgroundService
{
    private const int AtATime = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IBus bus = bus;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var broker = new ConnectionFactory { Uri = queues.Address, AutomaticRecoveryEnabled = false, ClientProvidedName = queues.Name };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await broker.CreateConnectionAsync(stoppingToken);
                await ConsumeAsync(connection, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(log, failure.Message);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stores a failed message, unless it is known already.</summary>
    public async Task TakeInAsync(Failure failure, CancellationToken cancellationToken)
    {
        var id = ErrorMessage.IdOf(failure);
        var subjects = PersonalData.SubjectsOf(PersonalData.MessageIn(failure.Original.Body));
        await using var session = store.LightweightSession();
        await session.HoldDeadLettersAsync(cancellationToken);
        var before = await session.LoadAsync<DeadLetter>(id, cancellationToken);
        var isForgotten = !ForgetInDeadLetters.IsErasure(failure.MessageType)
            && (await session.LoadManyAsync<ForgottenSubject>(cancellationToken, subjects)).Any(subject => subject.CoversFailureAt(failure.FailedAt));
        var now = clock.GetUtcNow();
        var after = DeadLetter.Take(before, id, failure, subjects, isForgotten, now);
        if (after == before)
        {
            return;
        }

        await session.StoreDeadLettersAsync(queues.Service, [after], now, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
        LogTaken(log, failure.MessageType, failure.Queue, failure.Exception, id);
        metrics.Pulse();
    }

    /// <summary>Until the connection breaks.</summary>
    private async Task ConsumeAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, _) => Break();
        var channels = new List<IChannel>();
        try
        {
            foreach (var queue in queues.Old.Prepend(queues.Name))
            {
                if (await OpenAsync(connection, queue, cancellationToken) is { } channel)
                {
                    channels.Add(channel);
                    channel.ChannelShutdownAsync += (_, _) => Break();
                    await ConsumeAsync(channel, queue, Break, cancellationToken);
                }
            }

            await broken.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            foreach (var channel in channels)
            {
                await channel.DisposeAsync();
            }
        }

        Task Break()
        {
            broken.TrySetResult();
            return Task.CompletedTask;
        }
    }

    /// <returns>Null for an old queue that is not there.</returns>
    private async Task<IChannel?> OpenAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            if (queue == queues.Name)
            {
                // As MassTransit declares it when it first puts something there.
                await channel.QueueDeclareAsync(
                    queue,
                    durable: true,
                    exclusive: false,
                    autoDelete: false,
                    arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
                    cancellationToken: cancellationToken);
            }
            else
            {
                await channel.QueueDeclarePassiveAsync(queue, cancellationToken);
            }

            return channel;
        }
        catch (OperationInterruptedException missing) when (queue != queues.Name && missing.ShutdownReason?.ReplyCode == 404)
        {
            await channel.DisposeAsync();
            return null;
        }
    }

    private async Task ConsumeAsync(IChannel channel, string queue, Func<Task> giveUp, CancellationToken cancellationToken)
    {
        await channel.BasicQosAsync(0, AtATime, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.UnregisteredAsync += (_, _) => giveUp();
        consumer.ReceivedAsync += async (_, message) =>
        {
            try
            {
                await TakeInWhenThereIsAStoreAsync(ErrorMessage.Read(queue, message.Body, message.BasicProperties, clock.GetUtcNow()), cancellationToken);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // It goes back to its queue with the connection.
            }
            catch (Exception failure)
            {
                LogAway(log, failure.Message);
                await giveUp();
            }
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
    }

    private async Task TakeInWhenThereIsAStoreAsync(Failure failure, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await TakeInAsync(failure, cancellationToken);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (!Outages.IsOne(exception))
                {
                    LogNotTaken(log, exception, failure.MessageType, failure.Queue);
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Message} of {Queue} could not be dealt with ({Exception}): it is the dead letter {DeadLetter}")]
    private static partial void LogTaken(ILogger logger, string message, string queue, string? exception, Guid deadLetter);

    [LoggerMessage(LogLevel.Error, "The dead letter {Message} of {Queue} could not be stored; it is tried again")]
    private static partial void LogNotTaken(ILogger logger, Exception failure, string message, string queue);

    [LoggerMessage(LogLevel.Warning, "Failed messages cannot be taken in just now: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
