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
        var taken = await TimesTakenAsync(cancelled.Activity.Id, cancellationToken);
        await processor.DecideAsync(
            [cancelled.Activity.Id, .. alternatives.Distinct().Where(other => other != cancelled.Activity.Id)],
            slots => OfferAlternatives.Decide(slots, facts, cancelled.Reason, taken, NewRegistration, clock.GetUtcNow()),
            cancellationToken);
    }

    private (RegistrationId Id, string Ticket) NewRegistration()
    {
        var id = RegistrationId.New();
        return (id, TicketCode.Sign(id, keys.Tickets.Current));
    }

    /// <summary>When those who lose this one are at something else.</summary>
    private async Task<ILookup<ContactId, TimeTaken>> TimesTakenAsync(ActivityId lost, CancellationToken cancellationToken)
    {
        var (seats, _) = await cache.ReadAsync(reads, lost.Value, cancellationToken);
        var people = seats.ActiveOf.Keys.Select(person => (Guid?)person.Value).ToArray();
        var entries = await reads.Query<RegistrationEntry>().Where(entry => people.Contains(entry.Contact)).ToListAsync(cancellationToken);
        var taken = new List<(ContactId Person, TimeTaken Time)>();
        foreach (var entry in entries.Where(entry => entry.ActivityId != lost))
        {
            var (elsewhere, _) = await cache.ReadAsync(reads, entry.ActivityId.Value, cancellationToken);
            if (elsewhere is { Facts: { Phase: ActivityPhase.Open } facts } && elsewhere.Active(entry.Id) is { } allocation && Move.HasSeats(allocation))
            {
                taken.Add((allocation.Booking.Person.Id, new TimeTaken(facts.StartsAt, facts.EndsAt)));
            }
        }

        return taken.ToLookup(each => each.Person, each => each.Time);
    }
}
