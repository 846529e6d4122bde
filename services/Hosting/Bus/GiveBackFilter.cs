using MassTransit;

namespace BusinessFocus.Hosting.Bus;

/// <summary>
/// What fails while the service stops, for whatever reason, goes back to its queue: the message has done nothing wrong. What is
/// cancelled without a stop, on the other hand, has failed like anything else: it would come back again and again, until the broker drops it.
/// </summary>
/// <remarks>MassTransit acknowledges what is done, moves what failed to the error queue, and gives back what was cancelled.</remarks>
public sealed class GiveBackFilter(BusStop stop) : IFilter<ConsumeContext>
{
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (Exception failure) when (stop.HasBegun || context.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The service stops: the message goes back to its queue.", failure, stop.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new TimeoutException("It was cancelled, and not by a stop.", cancelled);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("giveBack");
}
