using BusinessFocus.Hosting.Bus;
using BusinessFocus.ServiceDefaults.Store;
using MassTransit;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Consumers;

/// <summary>
/// Backpressure: waits for a store that is away, however long, with the message unacknowledged: the few retries are for what fails on its own, and
/// after them a message goes to the error queue, where an outage must put none. The waiting ends with the stop.
/// </summary>
public sealed partial class OutageFilter<T>(NpgsqlDataSource database, BusStop stop, TimeProvider clock, ILogger<OutageFilter<T>> log)
    : IFilter<ConsumeContext<T>> where T : class
{
    private static readonly TimeSpan LookedForEvery = TimeSpan.FromMilliseconds(500);

    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception failure) when (!stop.HasBegun)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Token);

            // A connection that breaks shows in many ways; what fails while the store does not answer fails because of that.
            if (!Outages.IsOne(failure) && await AnswersAsync(end.Token))
            {
                throw;
            }

            LogAway(log, typeof(T).Name, failure.GetBaseException().Message);
            do
            {
                await Task.Delay(LookedForEvery, clock, end.Token);
            }
            while (!await AnswersAsync(end.Token));

            throw new StoreWasAwayException(failure);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("outage");

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (Outages.IsOne(failure))
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store is away, {Message} waits for it: {Reason}")]
    private static partial void LogAway(ILogger logger, string message, string reason);
}

/// <summary>
/// A message was being handled while the store was unavailable, and the store answers again now: the message is retried, and this does not count as
/// a failure.
/// </summary>
public sealed class StoreWasAwayException(Exception failure) : Exception("The store was away.", failure);
