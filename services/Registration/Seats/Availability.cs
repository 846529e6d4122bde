using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>How many seats there are, for anyone.</summary>
/// <param name="ActivityId">The activity that has the seats.</param>
/// <param name="Capacity">Seats in all; 0 takes no registrations.</param>
/// <param name="Confirmed">Seats that are given; those that are only offered are not among them.</param>
/// <param name="Waiting">Seats that registrations in line ask for.</param>
/// <param name="Left">
/// Seats that nobody has, also where the officer has something else at the same time. Never below zero, also where an organiser lowered the capacity below what is confirmed. Those who wait may get
/// them first: what the next one would get is in <paramref name="Next"/>.
/// </param>
/// <param name="Next">What one more person would get, who is not known to be a member.</param>
/// <param name="Version">
/// Of two answers about the same activity, or an answer and the live event <c>seats</c>, the higher one is newer. What one more person would get
/// can change without it: by the time, and by what else an officer has.
/// </param>
public sealed record AvailabilityView(ActivityId ActivityId, int Capacity, int Confirmed, int Waiting, int Left, NextView Next, long Version)
{
    /// <param name="others">What else its officer has at the same time, where it is a slot.</param>
    public static AvailabilityView Of(ActivitySeats seats, DateTimeOffset now, long version = 0, IEnumerable<ActivitySeats>? others = null)
    {
        var tally = seats.Tally;
        return new AvailabilityView(seats.ActivityId, tally.Capacity, tally.Confirmed, tally.Waiting, tally.Left, NextView.Of(seats, now, others), version);
    }
}

/// <summary>What one more person who registers now would get.</summary>
/// <param name="Status">Seats, a place in line, or neither.</param>
/// <param name="Reason">Why that.</param>
/// <param name="Position">The place in line that they would have, 1 is next; only where they would wait.</param>
public sealed record NextView(NextStatus Status, NextReason Reason, int? Position = null)
{
    public static NextView Of(ActivitySeats seats, DateTimeOffset now, IEnumerable<ActivitySeats>? others = null)
    {
        if (Register.ClosedBecause(seats, now) is { } closed)
        {
            return new NextView(NextStatus.Refused, ReasonOf(closed.Problem));
        }

        var (somebody, member) = (Somebody(isMember: false, now), Somebody(isMember: true, now));
        if (Register.FitsNow(seats, somebody, now))
        {
            return OfficersTime.IsToTake(seats) && OfficersTime.InTheWay(seats, others ?? []) is not null
                ? new NextView(NextStatus.Refused, NextReason.OfficerTaken)
                : new NextView(NextStatus.Confirmed, NextReason.SeatsLeft);
        }

        if (seats.Tally.Waiting + 1 > seats.Facts!.WaitingListLimit)
        {
            return new NextView(NextStatus.Refused, NextReason.WaitingListFull);
        }

        var reason = seats.Tally switch
        {
            { Left: > 0 } => Register.FitsNow(seats, member, now) ? NextReason.MembersWindow : NextReason.WaitingLine,
            { Offered: > 0 } or { Held: > 0 } when seats.Tally.Confirmed < seats.Tally.Capacity => NextReason.Offered,
            _ => NextReason.Full,
        };
        return new NextView(NextStatus.Waitlisted, reason, Register.PlaceInLine(seats, somebody, now));
    }

    private static NextReason ReasonOf(Problem problem) =>
        problem == SeatProblems.Cancelled ? NextReason.Cancelled
        : problem == SeatProblems.TakesNone ? NextReason.TakesNone
        : problem == SeatProblems.NotOpenYet ? NextReason.NotOpenYet
        : NextReason.Closed;

    private static Booking Somebody(bool isMember, DateTimeOffset now) =>
        new(default, 1, Person.Forgotten(default, Languages.Swedish), null, isMember, "", null, now);
}

/// <summary>What somebody who registers gets.</summary>
public enum NextStatus
{
    /// <summary>Seats, at once.</summary>
    Confirmed,

    /// <summary>A place in line.</summary>
    Waitlisted,

    /// <summary>Neither: they cannot register.</summary>
    Refused,
}

/// <summary>Why somebody who registers gets that.</summary>
public enum NextReason
{
    /// <summary>There are seats, and nobody has to get them first.</summary>
    SeatsLeft,

    /// <summary>All seats are taken.</summary>
    Full,

    /// <summary>The seats that are free are kept for those who were offered them, or have to confirm their address.</summary>
    Offered,

    /// <summary>The seats that are free wait for those in line.</summary>
    WaitingLine,

    /// <summary>As long as their window lasts a member would get them, and nobody else.</summary>
    MembersWindow,

    /// <summary>Nor is there a place in line.</summary>
    WaitingListFull,

    /// <summary>Registration has not opened.</summary>
    NotOpenYet,

    /// <summary>Registration has closed.</summary>
    Closed,

    /// <summary>The activity takes no registrations.</summary>
    TakesNone,

    /// <summary>The activity is cancelled.</summary>
    Cancelled,

    /// <summary>The officer has something else at the same time.</summary>
    OfficerTaken,
}

/// <summary>
/// <c>GET /activities/{id}/availability</c>: for anyone. The ETag changes with <c>version</c>. 404 <c>no-such-activity</c>, also for an activity that
/// has not been released yet.
/// </summary>
public static class AvailabilityEndpoint
{
    public static void MapAvailability(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/availability", HandleAsync)
            .WithTags("Registrations")
            .WithName("availability")
            .WithSummary("Read how many seats are left");

    private static async Task<Results<Ok<AvailabilityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id, ActivitySeatsCache cache, IQuerySession reads, HttpResponse response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (seats, version) = await cache.ReadAsync(reads, id.Value, cancellationToken);
        if (seats.Facts is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        response.SetVersion(version);
        var others = OfficersTime.IsToTake(seats) ? await cache.ElsewhereAsync(reads, seats, cancellationToken) : [];
        return TypedResults.Ok(AvailabilityView.Of(seats, clock.GetUtcNow(), version, others));
    }
}
