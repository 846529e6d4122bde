using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A registration ends, and its seats go to the first in line in the same commit. Twice frees them once. Its owner cancels
/// until the activity's deadline, and leaves the waiting list or an offer at any time; an organiser always can. Who has come sits
/// there: a check-in that was a mistake is undone first.
/// </summary>
public static class Cancel
{
    public static Decision Decide(ActivitySeats seats, RegistrationId id, CancelledBy by, string? message, DateTimeOffset now)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return Decision.Nothing;
        }

        if (allocation.CheckedInAt is not null)
        {
            return SeatProblems.CameAlready;
        }

        if (allocation.Status == AllocationStatus.Confirmed && TooLate(seats, by, now) is { } refusal)
        {
            return refusal;
        }

        var happenings = new Happenings(seats);
        happenings.Add(new SeatsCancelled(allocation.Booking, by, message));
        happenings.Promote(now);
        return happenings.ToDecision();
    }

    /// <summary>Why the link changes nothing any more.</summary>
    public static Refusal? TooLate(ActivitySeats seats, CancelledBy by, DateTimeOffset now) =>
        by == CancelledBy.Contact && seats.Facts is { Phase: not ActivityPhase.Cancelled } facts && now >= facts.ChangeableUntil
            ? SeatProblems.TooLate.With("until", facts.ChangeableUntil)
            : null;
}

/// <summary><c>DELETE /registrations/{id}</c>, by the link or by an organiser, who may say why in <c>?message=</c>.</summary>
public static class CancelEndpoint
{
    private const int LongestMessage = 2000;

    public static void MapCancel(this RouteGroupBuilder api) =>
        api.MapDelete("/registrations/{id}", HandleAsync)
            .WithTags("Registrations")
            .WithName("cancelRegistration")
            .TakesManageToken();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RegistrationId id, string? message, HttpContext context, Counter counter, BoxOffice boxOffice, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (message?.Length > LongestMessage)
        {
            return Problems.Invalid("message", "Högst 2 000 tecken.", "At most 2,000 characters.");
        }

        if (await counter.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var by = Counter.WhoAsks(context);
        var decided = await boxOffice.DecideAsync(
            activity, seats => Cancel.Decide(seats, id, by, by == CancelledBy.Organiser ? message : null, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
