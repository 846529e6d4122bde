using MassTransit;
using MassTransit.Transports;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>
/// Where a service's messages go that it failed of or that nobody consumed: one queue for all of its queues, which the service
/// itself empties into its store.
/// </summary>
/// <param name="Address">Of the broker.</param>
public sealed record DeadLetterQueues(string Service, Uri Address) : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    private readonly List<string> endpoints = [];

    /// <summary>The service's queues; known when the bus is.</summary>
    public IReadOnlyCollection<string> Endpoints
    {
        get
        {
            lock (endpoints)
            {
                return [.. endpoints];
            }
        }
    }

    public string Name => $"{Service}-dead-letters";

    /// <summary>Those that each of the queues had of its own before there was one for all; an older instance still writes to them.</summary>
    public IEnumerable<string> Old => Endpoints.SelectMany(endpoint => new[] { $"{endpoint}_error", $"{endpoint}_skipped" });

    public void Add(string endpoint)
    {
        lock (endpoints)
        {
            endpoints.Add(endpoint);
        }
    }

    string IErrorQueueNameFormatter.FormatErrorQueueName(string queueName) => Name;

    string IDeadLetterQueueNameFormatter.FormatDeadLetterQueueName(string queueName) => Name;
}

/// <summary>Moves what nobody consumed to the dead letters and says from where, which MassTransit's own filter leaves out.</summary>
public sealed class SkippedMessages(string queue) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var transport = context.GetPayload<IDeadLetterTransport>();
        await transport.Send(context, ErrorMessage.Skipped + queue);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("skipped");
}
