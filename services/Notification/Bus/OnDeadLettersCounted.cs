using BusinessFocus.Contracts.Operations;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A service tells how many messages it could not deal with: the operators' summary says how many in all.</summary>
public sealed class OnDeadLettersCounted(IDocumentSession session, KnownFacts facts) : IConsumer<DeadLettersCounted>
{
    public async Task Consume(ConsumeContext<DeadLettersCounted> context)
    {
        var id = KnownDeadLetters.IdOf(context.Message.Service);
        await session.HoldAsync([], [id], context.CancellationToken);
        await facts.Want<KnownDeadLetters>(id).FetchAsync(context.CancellationToken);
        if (KnownDeadLetters.Learn(facts.Find<KnownDeadLetters>(id), context.Message) is { } after)
        {
            facts.Learn(after);
        }
    }
}
