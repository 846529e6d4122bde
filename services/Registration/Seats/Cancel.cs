using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>A registration ends, and its seats go to the first in line in the same commit. Twice frees them once.</summary>
public static class Cancel
{
    public static Decision Decide(ActivitySeats seats, RegistrationId id, CancelledBy by, string? message, DateTimeOffset now)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return Decision.Nothing;
        }

        var happenings = new Happenings(seats);
        happenings.Add(new SeatsCancelled(allocation.Booking, by, message));
        happenings.Promote(now);
        return happenings.ToDecision();
    }
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

        var by = Counter.IsOrganiser(context) ? CancelledBy.Organiser : CancelledBy.Contact;
        await boxOffice.DecideAsync(activity, seats => Cancel.Decide(seats, id, by, by == CancelledBy.Organiser ? message : null, clock.GetUtcNow()), cancellationToken);
        return TypedResults.NoContent();
    }
}
