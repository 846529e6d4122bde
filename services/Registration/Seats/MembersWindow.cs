using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The time in which members go first in line. When it ends somebody else is first, and seats that were kept for a group of members
/// may be enough for them.
/// </summary>
/// <remarks>Stored in the commit that announces it, so that its end survives a restart.</remarks>
/// <param name="Until">UTC.</param>
public sealed record MembersWindow(ActivityId Id, DateTimeOffset Until)
{
    public static Decision End(ActivitySeats seats, DateTimeOffset now)
    {
        if (now < seats.Facts?.MembersUntil)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }
}

/// <summary>Gives out what the end of a members' window lets go. Every instance may try; the second finds nothing to do (idempotent).</summary>
public sealed partial class DueMembersWindows(IDocumentStore store, SeatCommandProcessor processor, TimeProvider clock, ILogger<DueMembersWindows> log)
    : PollingService(clock, TimeSpan.FromSeconds(1))
{
    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        var now = Clock.GetUtcNow();
        var due = await session.Query<MembersWindow>().Where(window => window.Until <= now).OrderBy(window => window.Until).Take(1_000).ToListAsync(cancellationToken);
        foreach (var window in due)
        {
            await processor.DecideAsync(window.Id, seats => MembersWindow.End(seats, Clock.GetUtcNow()), cancellationToken);

            // One that was put off meanwhile stays.
            session.DeleteWhere<MembersWindow>(each => each.Id == window.Id && each.Until <= now);
            await session.SaveChangesAsync(cancellationToken);
        }
    }

    protected override void LogFailure(Exception failure) => LogFailure(log, failure);

    [LoggerMessage(LogLevel.Error, "The seats after a members' window could not be given out; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
