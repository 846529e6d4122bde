using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>An edition has another sender, address for answers or contact: letters that are written from now on have it.</summary>
public sealed class OnEditionPresented(IDocumentSession session, KnownFacts facts) : IConsumer<EditionPresented>
{
    public async Task Consume(ConsumeContext<EditionPresented> context)
    {
        var id = context.Message.EditionId.Value;
        await session.HoldAsync([], [id], context.CancellationToken);
        await facts.Want<KnownEdition>(id).FetchAsync(context.CancellationToken);
        facts.Learn(KnownEdition.Learn(facts.Find<KnownEdition>(id), context.Message));
    }
}
