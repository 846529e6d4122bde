using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A registration changes its number of seats. Seats that are given up are freed at once, however small the capacity has become. More are given only
/// when they are free and nobody waits for them; else it is refused and everything stays as it was. An offer is for as many as were
/// asked for: it is answered first.
/// </summary>
public static class Resize
{
    /// <summary>Another number of seats for a registration.</summary>
    /// <param name="Seats">How many it is to have in all, 1 to 20.</param>
    /// <param name="Leaving">
    /// The ids of named attendees who do not come; needed where more names than seats would be left (409 <c>say-who-leaves</c>).
    /// </param>
    public sealed record Request(int Seats, IReadOnlyList<AttendeeId>? Leaving = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Seats).InclusiveBetween(1, Register.MostSeats);
    }

    public static Decision Decide(ActivitySeats seats, RegistrationId id, int wanted, CancelledBy by, DateTimeOffset now, IReadOnlyList<AttendeeId>? leaving = null)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return SeatProblems.NoSuchRegistration;
        }

        var more = wanted - allocation.Booking.Seats;
        if (more == 0)
        {
            return Decision.Nothing;
        }

        if (Cancel.TooLate(seats, by, now) is { } late)
        {
            return late;
        }

        if (allocation.CheckedInAt is not null)
        {
            return SeatProblems.CameAlready;
        }

        if (allocation.Status == AllocationStatus.Offered)
        {
            return SeatProblems.AnswerFirst.With("until", allocation.OfferedUntil);
        }

        var attendees = allocation.Booking.Attendees?.Where(each => leaving?.Contains(each.Id) != true).ToList();
        if (attendees?.Count > wanted)
        {
            return SeatProblems.SayWhoLeaves.With("named", attendees.Count);
        }

        var isConfirmed = allocation.Status == AllocationStatus.Confirmed;
        if (more > 0 && wanted > seats.Facts!.Capacity)
        {
            return SeatProblems.TooMany.With("capacity", seats.Facts.Capacity);
        }

        if (more > 0 && CompanyLimit.RefusalOf(seats, allocation.Booking, more) is { } limit)
        {
            return limit;
        }

        if (more > 0 && !isConfirmed && seats.Tally.Waiting + more > seats.Facts!.WaitingListLimit)
        {
            return SeatProblems.WaitingListFull;
        }

        if (more > 0 && isConfirmed && (more > seats.Tally.Left || seats.IsWaitedFor))
        {
            return SeatProblems.NotEnoughLeft.With("left", seats.IsWaitedFor ? 0 : seats.Tally.Left);
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new SeatsResized(
            allocation.Booking with { Seats = wanted, Attendees = attendees }, allocation.Booking.Seats, isConfirmed, seats.PositionOf(id, now)));
        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// <c>PUT /registrations/{id}/seats</c>, by the link or by an organiser. Fewer seats: the rest go to the next in line at once. More seats are given
/// only where so many are free and nobody waits; one that waits may ask for more while the waiting list has room. A letter follows. The same number
/// again is 200 and changes nothing. 404 <c>no-such-registration</c>. 409 <c>not-enough-left</c>, <c>more-than-there-are</c>, <c>company-limit</c>,
/// <c>waiting-list-full</c>, <c>answer-the-offer-first</c>, <c>say-who-leaves</c>, <c>came-already</c>, <c>too-late</c> by the link after
/// <c>changeableUntil</c>. 429 after too many changes in ten minutes.
/// </summary>
public static class ResizeEndpoint
{
    public static void MapResize(this RouteGroupBuilder api) =>
        api.MapPut("/registrations/{id}/seats", HandleAsync)
            .Validates<Resize.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("resizeRegistration")
            .WithSummary("Change the number of seats")
            .AnswersWithRegistrations()
            .TakesManageToken();

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, Resize.Request request, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, RecipientQuota quota, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindEntryAsync(id, context, cancellationToken) is not { ActivityId: var activity } entry)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        if (entry.Contact is { } contact && quota.RefusalOf(context, new ContactId(contact), byLink: true) is { } tooMany)
        {
            return tooMany;
        }

        var (by, now) = (RegistrationAccess.WhoAsks(context), clock.GetUtcNow());
        var decided = await processor.DecideAsync(activity, seats => Resize.Decide(seats, id, request.Seats, by, now, request.Leaving), cancellationToken);
        if (entry.Contact is { } holder)
        {
            quota.Count(context, new ContactId(holder), [decided], byLink: true);
        }

        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer(context) : TypedResults.Ok(RegistrationView.Of(decided.State, id, RegistrationAccess.LinksFor(context, keys), now));
    }
}
