using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>The wrong ticket was read: its owner has not come after all, or one of a group has not.</summary>
public static class UndoCheckIn
{
    /// <param name="attendee">Who came by a ticket of their own; null for all who came by the registration.</param>
    public static Decision Decide(ActivitySeats seats, RegistrationId id, DateTimeOffset now, AttendeeId? attendee = null)
    {
        if (seats.Active(id) is not { CheckedInAt: not null } allocation)
        {
            return SeatProblems.NotCheckedIn;
        }

        if (attendee is { } one && !allocation.CameByName.ContainsKey(one))
        {
            return SeatProblems.NotCheckedIn;
        }

        var leaving = attendee is null ? allocation.Came : 1;
        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new CheckInUndone(
            id, leaving, allocation.Booking.IsMember, now, allocation.CompanySize, attendee, allocation.Came - leaving));
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// <c>DELETE /check-ins/{id}</c>: for organisers, and for door staff at the doors and on the days that they were given (else 403). By the id of a
/// registration it takes back all who came by it; by the id of an attendee, only them. 404 <c>no-such-registration</c>. 409 <c>not-checked-in</c>, also when it is done again.
/// </summary>
public static class UndoCheckInEndpoint
{
    public static void MapUndoCheckIn(this RouteGroupBuilder api) =>
        api.MapDelete("/check-ins/{id}", HandleAsync)
            .Only(Roles.Organiser, Roles.Door)
            .WithTags("Check-in")
            .Audited()
            .WithName("undoCheckIn")
            .WithSummary("Undo a check-in");

    /// <param name="id">The id of the registration, or of an attendee who came by a ticket of their own.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, IQuerySession reads, SeatCommandProcessor processor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if ((await reads.OwnersOfAsync([id], cancellationToken)).GetValueOrDefault(id) is not { } owner)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var now = clock.GetUtcNow();
        if (CheckInRights.MissingAt(context, owner.ActivityId, now) is { } missing)
        {
            return missing;
        }

        var decided = await processor.DecideAsync(
            owner.ActivityId, seats => UndoCheckIn.Decide(seats, owner.RegistrationId, now, owner.Attendee), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
