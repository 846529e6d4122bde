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
        var elsewhere = await ElsewhereAsync(others, cancelled.Activity.Id, cancellationToken);
        await processor.DecideAsync(
            [cancelled.Activity.Id, .. others, .. elsewhere],
            slots => OfferAlternatives.Decide(slots, others.Count, facts, cancelled.Reason, taken, NewRegistration, clock.GetUtcNow()),
            cancellationToken);
    }

    /// <summary>What else the officers of the alternatives have at the same time.</summary>
    private async Task<IReadOnlyList<ActivityId>> ElsewhereAsync(IReadOnlyList<ActivityId> alternatives, ActivityId cancelled, CancellationToken cancellationToken)
    {
        var slots = new List<ActivitySeats>();
        foreach (var id in alternatives)
        {
            var (slot, _) = await cache.ReadAsync(reads, id.Value, cancellationToken);
            if (slot.Facts is { Hosts.Count: > 0 })
            {
                slots.Add(slot);
            }
        }

        return slots.Count == 0
            ? []
            : [.. (await reads.AtTheSameTimeAsync(slots, cancellationToken))
                .Where(entry => entry.IsOfOfficersOf(slots) && entry.Id != cancelled && !alternatives.Contains(entry.Id))
                .Select(entry => entry.Id)];
    }

    private (RegistrationId Id, string Ticket) NewRegistration()
    {
        var id = RegistrationId.New();
        return (id, TicketCode.Sign(id, keys.Tickets.Current));
    }
}
