using BusinessFocus.Contracts.Operations;
using BusinessFocus.Identity.Audit;
using Marten;
using MassTransit;

namespace BusinessFocus.Identity.Bus;

/// <summary>Each service tells what was audited there: Identity answers for all of them.</summary>
public sealed class OnActAudited(IDocumentSession session) : IConsumer<ActAudited>
{
    public Task Consume(ConsumeContext<ActAudited> context)
    {
        session.Store(AuditEntry.Of(context.Message));
        return Task.CompletedTask;
    }
}
