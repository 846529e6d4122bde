using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>The wrong ticket was read: its owner has not come after all.</summary>
public static class UndoCheckIn
{
    public static Decision Decide(ActivitySeats seats, RegistrationId id, DateTimeOffset now)
    {
        if (seats.Active(id) is not { CheckedInAt: not null } allocation)
        {
            return SeatProblems.NotCheckedIn;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new CheckInUndone(id, allocation.Came, allocation.Booking.IsMember, now, allocation.CompanySize));
        return uncommitted.ToDecision();
    }
}

/// <summary><c>DELETE /check-ins/{id}</c>, by the registration.</summary>
public static class UndoCheckInEndpoint
{
    public static void MapUndoCheckIn(this RouteGroupBuilder api) =>
        api.MapDelete("/check-ins/{id}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("undoCheckIn")
            .WithSummary("Undo a check-in");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var decided = await processor.DecideAsync(activity, seats => UndoCheckIn.Decide(seats, id, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
