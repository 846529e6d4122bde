using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A registration ends, and its seats go to the first in line in the same commit. Twice frees them once. Its owner cancels
/// until the activity's deadline, and leaves the waiting list or an offer at any time; an organiser always can. Who has come sits
/// there: a check-in that was a mistake is undone first.
/// </summary>
public static class Cancel
{
    /// <param name="Message">An organiser's own words, at most 2,000 characters, for the letter; ignored by the link.</param>
    public sealed record Query([FromQuery] string? Message);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Message).OptionalText(2000);
    }

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

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new SeatsCancelled(allocation.Booking, by, message));
        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }

    /// <summary>Why the link can no longer change anything.</summary>
    public static Refusal? TooLate(ActivitySeats seats, CancelledBy by, DateTimeOffset now) =>
        by == CancelledBy.Contact && seats.Facts is { Phase: not ActivityPhase.Cancelled } facts && now >= facts.ChangeableUntil
            ? SeatProblems.TooLate.With("until", facts.ChangeableUntil)
            : null;
}

/// <summary>
/// <c>DELETE /registrations/{id}</c>, by the link or by an organiser. The seats go to the next in line at once, and the contact gets a letter. Again
/// is 204 and changes nothing. 404 <c>no-such-registration</c>, also for a wrong token. 409 <c>too-late</c> by the link after <c>changeableUntil</c>,
/// where the registration has seats: one that waits or was offered seats can always be cancelled. 409 <c>came-already</c> after a check-in.
/// </summary>
public static class CancelEndpoint
{
    public static void MapCancel(this RouteGroupBuilder api) =>
        api.MapDelete("/registrations/{id}", HandleAsync)
            .Validates<Cancel.Query>()
            .WithTags("Registrations")
            .Audited()
            .WithName("cancelRegistration")
            .WithSummary("Cancel a registration")
            .TakesManageToken();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RegistrationId id, [AsParameters] Cancel.Query query, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var by = RegistrationAccess.WhoAsks(context);
        var decided = await processor.DecideAsync(
            activity, seats => Cancel.Decide(seats, id, by, by == CancelledBy.Organiser ? query.Message : null, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
