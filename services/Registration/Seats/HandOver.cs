using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A registration goes to another address: somebody comes in place of who registered, or reads their mail elsewhere. Whoever reads the mail of the new
/// address confirms it; in that moment the seats or the place in line are theirs, by another ticket and link, and those of before are no good any more.
/// Until then nothing has changed. Who is named beside them keeps their tickets.
/// </summary>
public static class HandOver
{
    /// <param name="taking">What it becomes.</param>
    public static Decision Decide(ActivitySeats seats, RegistrationId id, Booking taking, DateTimeOffset now)
    {
        if (Hindrance(seats, id, now) is { } hindrance)
        {
            return hindrance;
        }

        var from = seats.Allocations[id];
        if (taking.Person.Id == from.Booking.Person.Id)
        {
            return SeatProblems.RegisteredThere;
        }

        // Nobody learns by an address whether it is registered, or is about to be: the letter that it has got, or has none to get, says nothing to others.
        if (seats.ActiveOf.ContainsKey(taking.Person.Id) || seats.HeldFor.ContainsKey(taking.Person.Id))
        {
            return Decision.Nothing;
        }

        var until = now.AddMinutes(HoldSeats.Minutes);
        var uncommitted = new UncommittedEvents(seats);
        EndOthersFor(uncommitted, id);
        uncommitted.Add(new SeatsHeld(
            taking, until < seats.Facts!.StartsAt ? until : seats.Facts.StartsAt, from.Status == AllocationStatus.Confirmed, InPlaceOf: id));
        return uncommitted.ToDecision();
    }

    /// <summary>Whoever has the new address confirmed it. What was changed meanwhile (seats, answers, names) goes with it.</summary>
    public static Decision Confirm(ActivitySeats seats, Booking taking, RegistrationId id, DateTimeOffset now)
    {
        if (Hindrance(seats, id, now) is { } hindrance)
        {
            return hindrance == SeatProblems.NoSuchRegistration ? SeatProblems.HoldOver : hindrance;
        }

        var from = seats.Allocations[id];
        var booking = from.Booking with { Id = taking.Id, Person = taking.Person, IsMember = taking.IsMember, Ticket = taking.Ticket };
        var confirmed = new HoldConfirmed(booking, from.Status == AllocationStatus.Confirmed, null, id);
        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new SeatsCancelled(from.Booking, CancelledBy.Contact, null));
        uncommitted.Add(confirmed with { Position = uncommitted.Now.Evolve(confirmed).PositionOf(booking.Id, now) });
        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }

    /// <summary>Up to the start, also after the time to cancel: no seat is lost by it.</summary>
    private static Problem? Hindrance(ActivitySeats seats, RegistrationId id, DateTimeOffset now) => seats.Active(id) switch
    {
        null => SeatProblems.NoSuchRegistration,
        _ when !ConfirmHold.IsOpen(seats, now) => SeatProblems.Closed,
        { CheckedInAt: not null } => SeatProblems.CameAlready,
        { Status: AllocationStatus.Offered } => SeatProblems.AnswerFirst,
        _ => null,
    };

    /// <summary>The newest address that was typed is the one that is meant.</summary>
    private static void EndOthersFor(UncommittedEvents uncommitted, RegistrationId id)
    {
        var before = uncommitted.Now.HeldFor.Values.Where(held => uncommitted.Now.Allocations[held].Hold!.InPlaceOf == id).ToList();
        if (before.Count > 0)
        {
            uncommitted.Add(new HoldsEnded(before));
        }
    }
}

/// <summary>
/// <c>POST /registrations/{id}/hand-over</c>, by the link or by an organiser, until the activity begins: to another person, or to another address of the
/// same. 202: a letter goes to the new address, which confirms it within 15 minutes by its link; then a new registration has the seats or the place in
/// line, and the old one ends with its ticket and link, which both are told. Also 202, without a letter, where the new address has a registration there
/// already. The company, answers and names go with it. 404 <c>no-such-registration</c>, also where it has ended. 409 <c>registered-there</c> for the
/// address that it has, <c>came-already</c>, <c>answer-the-offer-first</c>, <c>registration-closed</c> after the start. 429 after too many letters.
/// </summary>
public static class HandOverEndpoint
{
    public static void MapHandOver(this RouteGroupBuilder api) =>
        api.MapPost("/registrations/{id}/hand-over", HandleAsync)
            .Validates<Register.ContactRequest>()
            .WithTags("Registrations")
            .Audited()
            .WithName("handOverRegistration")
            .WithSummary("Hand a registration over to another address")
            .TakesManageToken();

    private static async Task<Results<Accepted<HeldView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id,
        Register.ContactRequest request,
        HttpContext context,
        RegistrationAccess access,
        SeatCommandProcessor processor,
        ActivitySeatsCache cache,
        IQuerySession reads,
        BookingFactory bookings,
        RecipientQuota quota,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var (known, _) = await cache.ReadAsync(reads, activity.Value, cancellationToken);

        // Of what the registration says, nothing is kept for an address that nobody has confirmed.
        var taking = bookings.Of(new Register.Request(request, null, known.Allocations[id].Booking.Seats, null, Consent: true), now);
        if (quota.RefusalOf(context, taking.Person.Id) is { } tooMany)
        {
            return tooMany;
        }

        var decided = await processor.DecideAsync(activity, seats => HandOver.Decide(seats, id, taking, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        quota.Count(context, taking.Person.Id, [decided]);
        return TypedResults.Accepted((string?)null, HeldView.Of([activity], taking));
    }
}
