using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Participation;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>Who took part in an edition, for its report.</summary>
public sealed class OnParticipationCounted(IDocumentSession session) : IConsumer<ParticipationCounted>
{
    public async Task Consume(ConsumeContext<ParticipationCounted> context)
    {
        var edition = context.Message.EditionId;
        await session.HoldOneAsync($"participation {edition}", context.CancellationToken);
        if (EditionParticipation.Learn(await session.LoadAsync<EditionParticipation>(edition.Value, context.CancellationToken), context.Message) is { } news)
        {
            session.Store(news);
        }
    }
}
