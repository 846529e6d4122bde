using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Participation;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>How many companies of the register were met as of an edition, for its report.</summary>
public sealed class OnMetCompaniesCounted(IDocumentSession session) : IConsumer<MetCompaniesCounted>
{
    public async Task Consume(ConsumeContext<MetCompaniesCounted> context)
    {
        var edition = context.Message.EditionId;
        await session.HoldOneAsync($"met companies {edition}", context.CancellationToken);
        if (EditionMetCompanies.Learn(await session.LoadAsync<EditionMetCompanies>(edition.Value, context.CancellationToken), context.Message) is { } news)
        {
            session.Store(news);
        }
    }
}
