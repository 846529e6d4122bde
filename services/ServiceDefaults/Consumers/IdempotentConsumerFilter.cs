using Marten;
using MassTransit;

namespace BusinessFocus.ServiceDefaults.Consumers;

/// <summary>
/// The idempotent consumer (inbox pattern): what it writes to the scope's session is committed together with the message's
/// id, and a message that was seen before is acknowledged and dropped. A consumer therefore never commits by itself.
/// </summary>
/// <remarks>
/// A repeat is rare, so nobody asks for it first: the id's key refuses it in the commit. Where a repeat fails before that,
/// for instance because what it wants to create is there, the inbox shows that it is one.
/// </remarks>
public sealed class IdempotentConsumerFilter<T>(IDocumentSession session, IDocumentStore store, TimeProvider clock) : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var id = $"{context.ReceiveContext.InputAddress.Segments[^1]}:{context.MessageId}";
        session.CorrelationId = context.CorrelationId?.ToString("N") ?? session.CorrelationId;
        session.CausationId = context.MessageId?.ToString();
        try
        {
            await next.Send(context);
            session.Insert(new ConsumedMessage { Id = id, ReceivedAt = clock.GetUtcNow() });
            await session.SaveChangesAsync(context.CancellationToken);
        }
        catch (Exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            if (!await IsKnownAsync(id, context.CancellationToken))
            {
                throw;
            }

            // Tells the transport that it was handled: what nobody consumed would be moved to a queue of skipped ones.
            await context.NotifyConsumed(context, TimeSpan.Zero, nameof(IdempotentConsumerFilter<>));
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    private async Task<bool> IsKnownAsync(string id, CancellationToken cancellationToken)
    {
        await using var reads = store.QuerySession();
        return await reads.LoadAsync<ConsumedMessage>(id, cancellationToken) is not null;
    }
}
