using BusinessFocus.Contracts.Operations;
using BusinessFocus.Identity.Audit;
using Marten;
using MassTransit;

namespace BusinessFocus.Identity.Bus;

/// <summary>Each service tells what was audited there: Identity answers for all of them.</summary>
public sealed class OnActAudited(IDocumentSession session) : IConsumer<ActAudited>
{
    public async Task Consume(ConsumeContext<ActAudited> context)
    {
        // What was told once stays as it was: else whoever can speak for one service writes over what another one told.
        if (await session.LoadAsync<AuditEntry>(context.Message.EntryId, context.CancellationToken) is null)
        {
            session.Insert(AuditEntry.Of(context.Message));
        }
    }
}
