using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

/// <summary>An edition has other words that whoever registers agrees to.</summary>
public sealed class OnEditionPresented(IDocumentSession session) : IConsumer<EditionPresented>
{
    public async Task Consume(ConsumeContext<EditionPresented> context)
    {
        await session.HoldOneAsync($"edition {context.Message.EditionId}", context.CancellationToken);
        var before = await session.LoadAsync<EditionConsent>(context.Message.EditionId, context.CancellationToken);
        if (EditionConsent.Learn(before, context.Message) is { } after)
        {
            session.Store(after);
        }
    }
}
