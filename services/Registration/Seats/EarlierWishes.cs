using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>Who booked a slot wants an earlier one: stored until the registration ends. Says nothing of who they are.</summary>
/// <param name="Id">The registration's.</param>
/// <param name="ActivityId">The slot that it has.</param>
/// <param name="Edition">The EditionId's value.</param>
/// <param name="Since">UTC: whoever has waited longest is asked first.</param>
/// <param name="Offered">The slots that they were offered and did not take: never again.</param>
/// <param name="OfferedUntil">UTC: so long they have an offer; null before the first.</param>
public sealed record EarlierWish(
    RegistrationId Id, ActivityId ActivityId, Guid Edition, DateTimeOffset Since, IReadOnlyList<Guid> Offered, DateTimeOffset? OfferedUntil = null);

/// <summary>A slot became free: stored in the commit that freed it, deleted when it was looked for whom it is.</summary>
/// <param name="Edition">The EditionId's value.</param>
public sealed record FreedSlot(Guid Id, ActivityId ActivityId, Guid Edition);

/// <summary>
/// Offers each slot that became free to whoever has waited longest for an earlier one. Every instance may try: the slot's stream says who was
/// first, and the second finds it taken.
/// </summary>
public sealed partial class EarlierTimes(
    IDocumentStore store, SeatCommandProcessor processor, ActivitySeatsCache cache, RegistrationKeys keys, TimeProvider clock, ILogger<EarlierTimes> log)
    : PollingService(clock, TimeSpan.FromSeconds(1))
{
    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<FreedSlot> freed;
        await using (var reads = store.QuerySession())
        {
            freed = await reads.Query<FreedSlot>().OrderBy(slot => slot.Id).Take(500).ToListAsync(cancellationToken);
        }

        await EachAsync(freed.GroupBy(slot => slot.Edition), OfferAsync, (failure, _) => LogFailure(failure), cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    private async Task OfferAsync(IGrouping<Guid, FreedSlot> freed, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var now = Clock.GetUtcNow();
        var wishes = (await session.Query<EarlierWish>().Where(wish => wish.Edition == freed.Key).OrderBy(wish => wish.Since).ToListAsync(cancellationToken)).ToList();
        foreach (var slot in freed)
        {
            for (var i = 0; i < wishes.Count; i++)
            {
                var wish = wishes[i];
                if (wish.OfferedUntil > now || wish.Offered.Contains(slot.ActivityId.Value) || wish.ActivityId == slot.ActivityId)
                {
                    continue;
                }

                if (await OfferAsync(session, wish, slot.ActivityId, now, cancellationToken) is { } until)
                {
                    wishes[i] = wish with { Offered = [.. wish.Offered, slot.ActivityId.Value], OfferedUntil = until };
                    session.Update(wishes[i]);
                    break;
                }
            }

            session.Delete<FreedSlot>(slot.Id);
            if (wishes.Count > 0)
            {
                // Each by itself: what goes wrong with one does not forget what the others were offered.
                await session.SaveChangesAsync(cancellationToken);
            }
        }

        await session.SaveChangesAsync(cancellationToken);
    }

    /// <returns>UTC: until when they have it; null where it is not for them.</returns>
    private async Task<DateTimeOffset?> OfferAsync(IQuerySession reads, EarlierWish wish, ActivityId free, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, _) = await cache.ReadAsync(reads, wish.ActivityId.Value, cancellationToken);
        if (from.Active(wish.Id) is not { } allocation)
        {
            return null;
        }

        var elsewhere = await cache.TimesTakenAsync(reads, [allocation.Booking.Person.Id], except: wish.ActivityId, cancellationToken);
        var id = RegistrationId.New();
        var next = (id, TicketCode.Sign(id, keys.Tickets.Current));
        var decided = await processor.DecideAsync(
            [wish.ActivityId, free],
            slots =>
            {
                var (leaving, arriving) = OfferEarlier.Decide(slots[0], slots[1], wish.Id, next, elsewhere[allocation.Booking.Person.Id], now);
                return [leaving, arriving];
            },
            cancellationToken);
        return decided[0].Events.OfType<EarlierTimeOffered>().FirstOrDefault()?.Until;
    }

    [LoggerMessage(LogLevel.Error, "Slots that became free could not be offered; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
