using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Hosts;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Identity.Bus;

/// <summary>A host has an address: the account with it is theirs.</summary>
public sealed class OnHostAddressed(IDocumentSession session, TimeProvider clock) : IConsumer<HostAddressed>
{
    public async Task Consume(ConsumeContext<HostAddressed> context)
    {
        await session.HoldOneAsync($"host {context.Message.HostId}", context.CancellationToken);
        var before = await session.LoadAsync<KnownHost>(context.Message.HostId.Value, context.CancellationToken);
        if (KnownHost.Learn(before, context.Message) is { } after)
        {
            session.Store(after);

            // Who was that host has tokens that say so.
            if (before?.AccountId is { } former && former != after.AccountId)
            {
                await session.DecideAsync<Account>(
                    former, ExpectedVersion.Any, account => LoseHost.Decide(account, context.Message.HostId, clock.GetUtcNow()), context.CancellationToken);
            }
        }
    }
}
