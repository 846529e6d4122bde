using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>An offer that nobody took in time, and a place that nobody confirmed, go to the next in line, in the same commit.</summary>
public static class ExpireOffers
{
    public static Decision Decide(ActivitySeats seats, DateTimeOffset now)
    {
        var due = seats.Allocations.Values.Where(each => each.OfferedUntil <= now).OrderBy(each => each.Arrival).ToList();
        var unconfirmed = seats.HeldFor.Values.Where(id => seats.Allocations[id].Hold!.Until <= now).ToList();
        if (due.Count == 0 && unconfirmed.Count == 0)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        foreach (var offer in due)
        {
            uncommitted.Add(new SeatsOfferExpired(offer.Booking));
        }

        if (unconfirmed.Count > 0)
        {
            uncommitted.Add(new HoldsEnded(unconfirmed));
        }

        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }
}

/// <summary>A running offer, or a place that is held: stored and deleted in the commits that make and end it, so that its deadline survives a restart.</summary>
/// <param name="Id">The registration's.</param>
/// <param name="Until">UTC.</param>
public sealed record RunningOffer(RegistrationId Id, ActivityId ActivityId, DateTimeOffset Until);

/// <summary>Ends the offers whose deadline has passed. Every instance may try; the second finds nothing to do (idempotent).</summary>
public sealed partial class DueOffers(IDocumentStore store, SeatCommandProcessor processor, TimeProvider clock, ILogger<DueOffers> log) : PollingService(clock, TimeSpan.FromSeconds(1))
{
    protected override async Task PollAsync(CancellationToken cancellationToken) =>
        await EachAsync(await FindAsync(cancellationToken), EndAsync, (failure, _) => LogFailure(failure), cancellationToken);

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    private Task EndAsync(ActivityId activity, CancellationToken cancellationToken) =>
        processor.DecideAsync(activity, seats => ExpireOffers.Decide(seats, Clock.GetUtcNow()), cancellationToken);

    private async Task<IReadOnlyList<ActivityId>> FindAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        await using var reads = store.QuerySession();
        var due = await reads.Query<RunningOffer>().Where(offer => offer.Until <= now).OrderBy(offer => offer.Until).Take(1_000).ToListAsync(cancellationToken);
        return due.Select(offer => offer.ActivityId).Distinct().ToList();
    }

    [LoggerMessage(LogLevel.Error, "Offers whose deadline has passed could not be ended; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
