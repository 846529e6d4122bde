using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// An organiser gives seats by name: to somebody who waits, or to somebody new. It goes before the waiting
/// list and may exceed the capacity, which then shows; who did it and why is kept.
/// </summary>
public static class Grant
{
    /// <summary>Seats for a registration that waits, ahead of the others in line.</summary>
    /// <param name="Reason">
    /// Why they go before the others, at most 500 characters. It is stored, and stands in the history of the registration.
    /// </param>
    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).Text(500);
    }

    /// <summary>An extra seat for somebody who has no registration.</summary>
    public static Decision Decide(ActivitySeats seats, Booking booking, string reason)
    {
        if (seats.ActiveOf.ContainsKey(booking.Person.Id))
        {
            return SeatProblems.RegisteredThere;
        }

        return RefusalOf(seats) is { } refusal ? refusal : Granted(seats, booking, waited: false, reason);
    }

    /// <summary>Seats for a registration that waits or was offered them.</summary>
    public static Decision Decide(ActivitySeats seats, RegistrationId id, string reason)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return SeatProblems.NoSuchRegistration;
        }

        if (allocation.Status == AllocationStatus.Confirmed)
        {
            return Decision.Nothing;
        }

        return RefusalOf(seats) is { } refusal ? refusal : Granted(seats, allocation.Booking, waited: true, reason);
    }

    private static Problem? RefusalOf(ActivitySeats seats) => seats.Facts switch
    {
        null => SeatProblems.NoSuchActivity,
        { Phase: ActivityPhase.Cancelled } => SeatProblems.Cancelled,
        { Phase: ActivityPhase.Completed } => SeatProblems.Closed,
        _ => null,
    };

    private static Decision Granted(ActivitySeats seats, Booking booking, bool waited, string reason)
    {
        var uncommitted = new UncommittedEvents(seats);
        uncommitted.EndHoldOf(booking.Person.Id);
        uncommitted.Add(new SeatsGranted(booking, waited, reason));
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// <c>POST /registrations/{id}/promote</c>, for organisers: a registration that waits or was offered seats gets them now, before others in line and
/// also where that exceeds the capacity; a letter follows. Where it has seats already it is 200 and changes nothing. 404 <c>no-such-registration</c>,
/// also where it has ended. 409 <c>activity-cancelled</c>, or <c>registration-closed</c> where the activity is over.
/// </summary>
public static class GrantEndpoint
{
    public static void MapGrant(this RouteGroupBuilder api) =>
        api.MapPost("/registrations/{id}/promote", HandleAsync)
            .Validates<Grant.Request>()
            .Only(Roles.Organiser)
            .WithTags("Registrations")
            .Audited()
            .WithName("promoteRegistration")
            .WithSummary("Give a waiting registration seats")
            .AnswersWithRegistrations();

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, Grant.Request request, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var decided = await processor.DecideAsync(activity, seats => Grant.Decide(seats, id, request.Reason), cancellationToken);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(RegistrationView.Of(decided.State, id, keys: null, clock.GetUtcNow()));
    }
}
