using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// A ticket is read at the door of its activity, at its time: once; the second time tells when and where the first was. An organiser
/// may let somebody in all the same, and says why.
/// </summary>
public static class CheckIn
{
    /// <param name="Seats">How many came; all that the ticket has, unless told.</param>
    /// <param name="Door">Where, in the words of whoever stands there.</param>
    /// <param name="ActivityId">The activity that the door is at. An organiser may leave it out: then any activity's ticket opens it.</param>
    /// <param name="Override">An organiser lets them in at another door, or when it is not the time.</param>
    public sealed record Request(
        string Ticket, int? Seats = null, string? Door = null, ActivityId? ActivityId = null, Register.OverrideRequest? Override = null);

    /// <param name="CheckedInAt">UTC.</param>
    public sealed record Answer(RegistrationId RegistrationId, ActivityId ActivityId, string Name, int Seats, DateTimeOffset CheckedInAt, string? Door);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Ticket).NotEmpty().MaximumLength(400);
            RuleFor(request => request.Seats).InclusiveBetween(1, Register.MostSeats);
            RuleFor(request => request.Door).OptionalText(80);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <summary>A ticket as it was read.</summary>
    /// <param name="Seats">Null is all of them.</param>
    /// <param name="At">UTC: when it was read, which may be before it was told.</param>
    /// <param name="Nonce">The scan's own; null where it is told at once.</param>
    /// <param name="DoorOf">The activity that the door is at; null where it does not say.</param>
    /// <param name="Override">Null unless an organiser lets them in all the same.</param>
    public sealed record Scan(
        RegistrationId Id, int? Seats, DateTimeOffset At, string? Door, string? Nonce, ActivityId? DoorOf = null, CheckInOverride? Override = null);

    /// <param name="sizeOf">How large a company is, as the members' lists have it now.</param>
    public static Decision Decide(ActivitySeats seats, Scan scan, Func<Company?, CompanySize?> sizeOf)
    {
        var allocation = seats.Active(scan.Id);
        if (scan.Nonce is { } nonce && allocation?.Scans?.Contains(nonce) == true)
        {
            return Decision.Nothing;
        }

        var (wrongDoor, closed) = (CheckInHours.WrongDoor(seats, scan.DoorOf), CheckInHours.Closed(seats.Facts!, scan.At));
        if (wrongDoor is not null && scan.Override is null)
        {
            return wrongDoor;
        }

        if (allocation?.CheckedInAt is { } at)
        {
            return new Refusal(SeatProblems.AlreadyCheckedIn, new Dictionary<string, object?> { ["checkedInAt"] = at, ["door"] = allocation.Door });
        }

        if (allocation?.Status != AllocationStatus.Confirmed)
        {
            return SeatProblems.NotConfirmed;
        }

        if (closed is not null && scan.Override is null)
        {
            return closed;
        }

        if (scan.Seats > allocation.Booking.Seats)
        {
            return SeatProblems.MoreThanTheTicket.With("seats", allocation.Booking.Seats);
        }

        var uncommitted = new UncommittedEvents(seats);
        var booking = allocation.Booking;
        uncommitted.Add(new CheckedIn(
            scan.Id,
            scan.Seats ?? booking.Seats,
            booking.IsMember,
            scan.At,
            scan.Door,
            scan.Nonce,
            sizeOf(booking.Company),
            (wrongDoor ?? closed) is null ? null : scan.Override));
        return uncommitted.ToDecision();
    }
}

/// <summary><c>POST /check-ins</c>.</summary>
public static class CheckInEndpoint
{
    public static void MapCheckIn(this RouteGroupBuilder api) =>
        api.MapPost("/check-ins", HandleAsync)
            .Validates<CheckIn.Request>()
            .Only(Roles.Organiser, Roles.Door)
            .InAnyMunicipality()
            .WithTags("Check-in")
            .Audited()
            .WithName("checkIn")
            .WithSummary("Check somebody in");

    private static async Task<Results<Ok<CheckIn.Answer>, ProblemHttpResult>> HandleAsync(
        CheckIn.Request request, HttpContext context, IQuerySession reads, SeatCommandProcessor processor, MemberDirectory members, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (CheckInRights.Missing(context, request.ActivityId, request.Override) is { } missing)
        {
            return missing;
        }

        if (!CheckInRights.HasDay(context, clock.GetUtcNow()))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (!TicketCode.TryRead(request.Ticket, keys.Tickets.All, out var id)
            || await reads.LoadAsync<RegistrationEntry>(id, cancellationToken) is not { } entry)
        {
            return SeatProblems.NotATicket.ToAnswer();
        }

        context.IsAbout($"registrations/{id}");
        if (!await CheckInRights.HasActivityAsync(context, entry.ActivityId))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var scan = new CheckIn.Scan(
            id, request.Seats, clock.GetUtcNow(), request.Door, null, request.ActivityId, CheckInRights.OverrideOf(context, request.Override));
        var decided = await processor.DecideAsync(entry.ActivityId, seats => CheckIn.Decide(seats, scan, company => members.SizeOf(company?.Key)), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var allocation = decided.State.Allocations[id];
        return TypedResults.Ok(new CheckIn.Answer(id, entry.ActivityId, allocation.Booking.Person.Name, allocation.Came, scan.At, allocation.Door));
    }
}
