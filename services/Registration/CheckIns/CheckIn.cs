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
    /// <summary>A ticket that was read at a door.</summary>
    /// <param name="Ticket">The code on the ticket, as it was read; at most 400 characters.</param>
    /// <param name="Seats">How many come now, 1 to 20; left out, all of the ticket's who have not come.</param>
    /// <param name="Door">Where, in the words of whoever stands there; at most 80 characters.</param>
    /// <param name="ActivityId">The activity that the door is at. An organiser may leave it out: then any activity's ticket opens it.</param>
    /// <param name="Override">
    /// Only by an organiser (else 403): lets them in at another activity's door, or outside its hours. Nothing else is overruled.
    /// </param>
    public sealed record Request(
        string Ticket, int? Seats = null, string? Door = null, ActivityId? ActivityId = null, Register.OverrideRequest? Override = null);

    /// <summary>A check-in that was counted.</summary>
    /// <param name="RegistrationId">Whose ticket it was.</param>
    /// <param name="ActivityId">The activity that the ticket is for.</param>
    /// <param name="Name">Whose ticket it is.</param>
    /// <param name="Seats">How many of the registration have come.</param>
    /// <param name="CheckedInAt">UTC.</param>
    /// <param name="Door">Where they came in; left out where the door did not say.</param>
    /// <param name="AttendeeId">Who of the group it was; null where it was the registration's own ticket.</param>
    public sealed record Answer(
        RegistrationId RegistrationId, ActivityId ActivityId, string Name, int Seats, DateTimeOffset CheckedInAt, string? Door, AttendeeId? AttendeeId = null);

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
    /// <param name="Attendee">Whose own ticket it is; null for the registration's, which lets in all who have not come yet.</param>
    public sealed record Scan(
        RegistrationId Id,
        int? Seats,
        DateTimeOffset At,
        string? Door,
        string? Nonce,
        ActivityId? DoorOf = null,
        CheckInOverride? Override = null,
        AttendeeId? Attendee = null);

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

        // Also where the registration has ended or moved on: who was replaced did not go with it.
        if (scan.Attendee is { } attendee
            && seats.Allocations.GetValueOrDefault(scan.Id) is { Booking: { IsForgotten: false, Attendees: var named } }
            && named?.Any(each => each.Id == attendee) != true)
        {
            return SeatProblems.TicketReplaced;
        }

        if (CameBefore(allocation, scan.Attendee) is { } came)
        {
            return new Refusal(SeatProblems.AlreadyCheckedIn, new Dictionary<string, object?> { ["checkedInAt"] = came.At, ["door"] = came.Door });
        }

        if (allocation?.Status != AllocationStatus.Confirmed)
        {
            return SeatProblems.NotConfirmed;
        }

        if (closed is not null && scan.Override is null)
        {
            return closed;
        }

        var booking = allocation.Booking;
        var left = scan.Attendee is null ? booking.Seats - allocation.Came : 1;
        if (scan.Seats > left)
        {
            return SeatProblems.MoreThanTheTicket.With("seats", left);
        }

        var arriving = scan.Seats ?? left;
        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new CheckedIn(
            scan.Id,
            arriving,
            booking.IsMember,
            scan.At,
            scan.Door,
            scan.Nonce,
            sizeOf(booking.Company),
            (wrongDoor ?? closed) is null ? null : scan.Override,
            scan.Attendee,
            allocation.Came + arriving));
        return uncommitted.ToDecision();
    }

    /// <summary>What a door is told of somebody whom it has let in.</summary>
    public static Answer AnswerOf(ActivitySeats seats, Scan scan)
    {
        var allocation = seats.Allocations[scan.Id];
        var attendee = allocation.Booking.Attendees?.FirstOrDefault(each => each.Id == scan.Attendee);
        return new Answer(
            scan.Id, seats.ActivityId, attendee?.Name ?? allocation.Booking.Person.Name, allocation.Came, scan.At, scan.Door, attendee?.Id);
    }

    /// <summary>
    /// When and where whose ticket it is came before; null where they did not. The registration's own is read once, and no more come by any than
    /// there are seats.
    /// </summary>
    public static CameByName? CameBefore(Allocation? allocation, AttendeeId? attendee) =>
        allocation is not { CheckedInAt: { } at } ? null
        : attendee is { } one && allocation.CameByName.TryGetValue(one, out var came) ? came
        : (attendee is null && allocation.HasTicketBeenRead) || allocation.Came >= allocation.Booking.Seats ? new CameByName(at, allocation.Door)
        : null;
}

/// <summary>
/// <c>POST /check-ins</c>: for organisers and door staff, who must say <c>activityId</c> (400) and only read at the doors and on the days that they
/// were given (403). From an hour before the start until midnight, Swedish time, of the day it ends, at least an hour after the end. 404
/// <c>not-a-ticket</c>. 409 <c>already-checked-in</c> with when and where, <c>ticket-for-another-activity</c>, <c>ticket-replaced</c>,
/// <c>not-confirmed</c>, <c>door-not-open</c>, <c>door-closed</c>, <c>more-than-the-ticket</c>.
/// </summary>
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

        if (!TicketCode.TryRead(request.Ticket, keys.Tickets.All, out var ticket)
            || (await reads.OwnersOfAsync([ticket], cancellationToken)).GetValueOrDefault(ticket) is not { } entry)
        {
            return SeatProblems.NotATicket.ToAnswer();
        }

        var id = entry.RegistrationId;
        context.IsAbout($"registrations/{id}");
        if (!await CheckInRights.HasActivityAsync(context, entry.ActivityId))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var scan = new CheckIn.Scan(
            id, request.Seats, clock.GetUtcNow(), request.Door, null, request.ActivityId, CheckInRights.OverrideOf(context, request.Override), entry.Attendee);
        var decided = await processor.DecideAsync(entry.ActivityId, seats => CheckIn.Decide(seats, scan, company => members.SizeOf(company?.Key)), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        return TypedResults.Ok(CheckIn.AnswerOf(decided.State, scan));
    }
}
