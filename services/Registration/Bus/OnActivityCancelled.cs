using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Seats;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

/// <summary>An activity is cancelled, for all who are registered; where Scheduling knows of others, they are offered those.</summary>
public sealed class OnActivityCancelled(
    SeatCommandProcessor processor, ActivitySeatsCache cache, IQuerySession reads, RegistrationKeys keys, TimeProvider clock) : IConsumer<ActivityCancelled>
{
    public async Task Consume(ConsumeContext<ActivityCancelled> context)
    {
        var (cancelled, cancellationToken) = (context.Message, context.CancellationToken);
        if (cancelled.Alternatives is not { Count: > 0 } alternatives)
        {
            await processor.AnnounceAsync(cancelled.Activity, cancelled.Reason, clock, cancellationToken);
            return;
        }

        var facts = ActivityUpdates.TermsOf(cancelled.Activity);
        var (seats, _) = await cache.ReadAsync(reads, cancelled.Activity.Id.Value, cancellationToken);
        var taken = await cache.TimesTakenAsync(reads, seats.ActiveOf.Keys, except: cancelled.Activity.Id, cancellationToken);
        var others = alternatives.Distinct().Where(other => other != cancelled.Activity.Id).ToList();
        var offered = new List<ActivitySeats>();
        foreach (var other in others)
        {
            offered.Add((await cache.ReadAsync(reads, other.Value, cancellationToken)).Seats);
        }

        var elsewhere = (await reads.ElsewhereAsync(offered, cancellationToken)).Except([cancelled.Activity.Id, .. others]);
        await processor.DecideAsync(
            [cancelled.Activity.Id, .. others, .. elsewhere],
            slots => OfferAlternatives.Decide(slots, others.Count, facts, cancelled.Reason, taken, NewRegistration, clock.GetUtcNow()),
            cancellationToken);
    }

    private (RegistrationId Id, string Ticket) NewRegistration()
    {
        var id = RegistrationId.New();
        return (id, TicketCode.Sign(id, keys.Tickets.Current));
    }
}
