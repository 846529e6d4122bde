using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// Somebody comes to the door without a registration and is let in: at once checked in. A name is enough, or nothing. Where there is no free
/// seat, or others wait, or it is not the time, only an organiser lets them in, on purpose.
/// </summary>
public static class WalkIn
{
    /// <summary>Somebody at the door who has no registration.</summary>
    /// <param name="Contact">Somebody who leaves an address; left out, nothing is sent to them.</param>
    /// <param name="Company">For whom they come; left out where it is for no company.</param>
    /// <param name="Seats">1 to 20; 1 unless told.</param>
    /// <param name="Door">Where, in the words of whoever stands there; at most 80 characters.</param>
    /// <param name="Override">Only by an organiser (else 403): lets them in also when it is full, or not the time.</param>
    /// <param name="Name">
    /// Who they are, at most 120 characters, where they leave no address; else it stands in the contact. Left out with it, nobody knows who they are.
    /// </param>
    public sealed record Request(
        Register.ContactRequest? Contact = null,
        Register.CompanyRequest? Company = null,
        int? Seats = null,
        string? Door = null,
        Register.OverrideRequest? Override = null,
        string? Name = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Contact!).SetValidator(new ContactValidator()).When(request => request.Contact is not null);
            RuleFor(request => request.Company!).SetValidator(new CompanyValidator()).When(request => request.Company is not null);
            RuleFor(request => request.Seats).InclusiveBetween(1, Register.MostSeats);
            RuleFor(request => request.Door).OptionalText(80);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
            RuleFor(request => request.Name).Text(120).IsPersonsName().When(request => request.Name is not null);
            RuleFor(request => request.Name).Null().When(request => request.Contact is not null)
                .WithMessage(_ => Languages.Choose("Namnet står i contact.", "Give the name in contact."));
        }
    }

    /// <param name="size">Of the booking's company, as the members' lists have it now.</param>
    public static Decision Decide(
        ActivitySeats seats, Booking booking, CompanySize? size, string? door, string? overrideReason, DateTimeOffset now)
    {
        switch (seats.Facts)
        {
            case null:
                return SeatProblems.NoSuchActivity;
            case { Phase: ActivityPhase.Cancelled }:
                return SeatProblems.Cancelled;
        }

        if (overrideReason is null && CheckInHours.Closed(seats.Facts, now) is { } closed)
        {
            return closed;
        }

        if (seats.ActiveOf.ContainsKey(booking.Person.Id))
        {
            return SeatProblems.RegisteredThere;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.EndHoldOf(booking.Person.Id);
        seats = uncommitted.Now;
        if (overrideReason is null && !Register.FitsNow(seats, booking, now))
        {
            return SeatProblems.NotEnoughLeft.With("left", seats.IsWaitedFor ? 0 : seats.Tally.Left);
        }

        uncommitted.Add(new SeatsWalkedIn(booking, overrideReason));
        uncommitted.Add(new CheckedIn(booking.Id, booking.Seats, booking.IsMember, now, door, Nonce: null, size));
        uncommitted.PromoteAfterHold(now);
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// <c>POST /activities/{id}/walk-ins</c>: for organisers, and for door staff at the doors and on the days that they were given (else 403), without
/// <c>override</c>. Registers somebody who stands at the door and checks them in at once. 404 <c>no-such-activity</c>. 409 <c>registered-there</c>,
/// <c>activity-cancelled</c>; without <c>override</c> also <c>not-enough-left</c> (also where others wait), <c>door-not-open</c>, <c>door-closed</c>.
/// Without a contact each repeat lets in another one: send an <c>Idempotency-Key</c>.
/// </summary>
public static class WalkInEndpoint
{
    public static void MapWalkIn(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/walk-ins", HandleAsync)
            .Validates<WalkIn.Request>()
            .Only(Roles.Organiser, Roles.Door)
            .WithTags("Check-in")
            .Audited()
            .WithName("walkIn")
            .WithSummary("Register somebody at the door")
            .AnswersWithRegistrations();

    private static async Task<Results<Created<RegistrationView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        WalkIn.Request request,
        HttpContext context,
        SeatCommandProcessor processor,
        BookingFactory bookings,
        MemberDirectory members,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (CheckInRights.MissingAt(context, id, now, request.Override) is { } missing)
        {
            return missing;
        }

        var booking = request.Contact is { } contact
            ? bookings.Of(new Register.Request(contact, request.Company, request.Seats, null, Consent: true), now)
            : bookings.OfWalkIn(request.Name, request.Company, request.Seats ?? 1, now);
        var size = members.SizeOf(booking.Company?.Key);
        var decided = await processor.DecideAsync(
            id, seats => WalkIn.Decide(seats, booking, size, request.Door, request.Override?.Reason, now), cancellationToken);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Created($"/api/v1/registrations/{booking.Id}", RegistrationView.Of(decided.State, booking.Id, keys: null, now));
    }
}
