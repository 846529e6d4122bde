using BusinessFocus.Contracts.Identity;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.ServiceDefaults.Actors;

/// <summary>The service remembers what people of the staff are called, for its histories, and forgets who has left.</summary>
public sealed class RememberNames(IDocumentSession session, DeadLetterQueues queues, DeadLetterMetrics metrics, TimeProvider clock) : IConsumer<AccountNamed>
{
    public async Task Consume(ConsumeContext<AccountNamed> context)
    {
        await session.HoldOneAsync($"account {context.Message.AccountId}", context.CancellationToken);
        var known = await session.LoadAsync<KnownAccount>(context.Message.AccountId.Value, context.CancellationToken);
        if (KnownAccount.Learn(known, context.Message) is { } learned)
        {
            session.Store(learned);
            if (learned.Name is null)
            {
                await session.ForgetAccountAsync(learned.Id, queues, metrics, clock.GetUtcNow(), context.CancellationToken);
            }
        }
    }
}
