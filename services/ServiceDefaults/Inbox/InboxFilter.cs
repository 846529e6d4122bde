using JasperFx;
using Marten;
using MassTransit;

namespace BusinessFocus.ServiceDefaults.Inbox;

/// <summary>
/// Makes every consumer idempotent: what it writes to the scope's session is committed together with the message's
/// id, and a message that was seen before is acknowledged and dropped. A consumer therefore never commits by itself.
/// </summary>
public sealed class InboxFilter<T>(IDocumentSession session, TimeProvider clock) : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var id = $"{context.ReceiveContext.InputAddress.Segments[^1]}:{context.MessageId}";
        if (await session.LoadAsync<InboxMessage>(id, context.CancellationToken) is not null)
        {
            // Tells the transport that it was dealt with: what nobody consumed would be moved to a queue of skipped ones.
            await context.NotifyConsumed(context, TimeSpan.Zero, nameof(InboxFilter<>));
            return;
        }

        session.CorrelationId = context.CorrelationId?.ToString("N") ?? session.CorrelationId;
        session.CausationId = context.MessageId?.ToString();
        await next.Send(context);

        session.Insert(new InboxMessage { Id = id, ReceivedAt = clock.GetUtcNow() });
        try
        {
            await session.SaveChangesAsync(context.CancellationToken);
        }
        catch (DocumentAlreadyExistsException exception) when (exception.DocType == typeof(InboxMessage))
        {
            // The same message was taken in by another instance at the same moment: nothing of this one was stored.
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");
}
