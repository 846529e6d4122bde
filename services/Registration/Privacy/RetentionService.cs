using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Registration.Privacy;

/// <summary>
/// Forgets who took part in an edition, a configured number of months after its last activity ended. The figures stay.
/// </summary>
public sealed partial class RetentionService(
    IDocumentStore store, SeatCommandProcessor processor, KeepMonths keep, TimeProvider clock, ILogger<RetentionService> log) : PollingService(clock, TimeSpan.FromHours(1))
{
    public static Decision Decide(ActivitySeats seats, DateTimeOffset now)
    {
        if (seats.Facts is null)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new PeopleForgotten(
            // Also who left no name: their company can be a person, and what they ask is elsewhere.
            seats.Allocations.Values.Where(each => !each.Booking.IsForgotten).OrderBy(each => each.Arrival).Select(each => each.Booking.Id).ToList(),
            ForgottenBecause.KeptLongEnough,
            now));
        return uncommitted.ToDecision();
    }

    protected override Task PollAsync(CancellationToken cancellationToken) => ForgetAsync(cancellationToken);

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var before = keep.Before(now);
        await using var reads = store.QuerySession();
        var old = await reads.Query<ActivityEntry>().Where(activity => activity.EndsAt < before && !activity.IsForgotten).ToListAsync(cancellationToken);
        foreach (var edition in old.GroupBy(activity => activity.Edition))
        {
            if (await reads.Query<ActivityEntry>().AnyAsync(activity => activity.Edition == edition.Key && activity.EndsAt >= before, cancellationToken))
            {
                continue;
            }

            foreach (var activity in edition)
            {
                await processor.DecideAsync(activity.Id, seats => Decide(seats, now), cancellationToken);
            }

            var over = edition.Key;
            await using var session = store.LightweightSession();
            session.DeleteWhere<ConfirmedAddress>(address => address.Edition == over);
            await session.SaveChangesAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "What has been kept long enough could not be forgotten; it is tried again in an hour")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
