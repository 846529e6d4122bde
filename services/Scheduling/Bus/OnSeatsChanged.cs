using BusinessFocus.Contracts.Registration;
using BusinessFocus.Scheduling.Seats;
using Marten;
using MassTransit;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>An organiser who plans an activity differently sees whom it concerns.</summary>
public sealed class OnSeatsChanged(IDocumentSession session) : IConsumer<SeatsChanged>
{
    public Task Consume(ConsumeContext<SeatsChanged> context)
    {
        var news = context.Message;
        var known = new SeatsKnown
        {
            Id = news.ActivityId.Value,
            EditionId = news.EditionId,
            Confirmed = news.Confirmed,
            Waiting = news.Waiting,
        };

        // Stored only where it is newer than what is there: messages may come in any order, and several at once.
        session.TryUpdateRevision(known, (int)news.Version);
        return Task.CompletedTask;
    }
}
