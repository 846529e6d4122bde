using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnAddressConfirmationChosen(IDocumentSession session) : IConsumer<AddressConfirmationChosen>
{
    public async Task Consume(ConsumeContext<AddressConfirmationChosen> context)
    {
        await session.HoldOneAsync($"edition {context.Message.EditionId}", context.CancellationToken);
        var before = await session.LoadAsync<EditionSetting>(context.Message.EditionId, context.CancellationToken);
        if (EditionSetting.Learn(before, context.Message) is { } after)
        {
            session.Store(after);
        }
    }
}
