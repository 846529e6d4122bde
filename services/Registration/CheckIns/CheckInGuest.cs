using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>Somebody without a ticket at hand was found by name: they are let in as by their ticket, once and at the activity's time.</summary>
public static class CheckInGuest
{
    /// <summary>Somebody who was found by name.</summary>
    /// <param name="Id">As <c>GET /activities/{id}/attendees</c> answered it.</param>
    /// <param name="Seats">How many come now, 1 to 20; left out, all for whom it stands who have not come.</param>
    /// <param name="Door">Where, in the words of whoever stands there; at most 80 characters.</param>
    /// <param name="Override">Only by an organiser (else 403): lets them in also outside the activity's hours.</param>
    public sealed record Request(RegistrationId Id, int? Seats = null, string? Door = null, Register.OverrideRequest? Override = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Seats).InclusiveBetween(1, Register.MostSeats);
            RuleFor(request => request.Door).OptionalText(80);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }
}

/// <summary>
/// <c>POST /activities/{id}/check-ins</c>: for organisers, and for door staff at the doors and on the days that they were given (else 403), without
/// <c>override</c>. Checks somebody in who was found by name. 404 <c>no-such-activity</c>, <c>no-such-registration</c> where it is none of this
/// activity. 409 as at <c>POST /check-ins</c>: <c>already-checked-in</c> with when and where, <c>ticket-replaced</c>, <c>not-confirmed</c>,
/// <c>door-not-open</c>, <c>door-closed</c>, <c>more-than-the-ticket</c>.
/// </summary>
public static class CheckInGuestEndpoint
{
    public static void MapCheckInGuest(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/check-ins", HandleAsync)
            .Validates<CheckInGuest.Request>()
            .Only(Roles.Organiser, Roles.Door)
            .WithTags("Check-in")
            .Audited()
            .WithName("checkInAttendee")
            .WithSummary("Check somebody in who was found by name");

    private static async Task<Results<Ok<CheckIn.Answer>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        CheckInGuest.Request request,
        HttpContext context,
        IQuerySession reads,
        SeatCommandProcessor processor,
        MemberDirectory members,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (CheckInRights.MissingAt(context, id, now, request.Override) is { } missing)
        {
            return missing;
        }

        if (await reads.LoadAsync<ActivityEntry>(id, cancellationToken) is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        context.IsAbout($"registrations/{request.Id}");
        if ((await reads.OwnersOfAsync([request.Id], cancellationToken)).GetValueOrDefault(request.Id) is not { } owner || owner.ActivityId != id)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var scan = new CheckIn.Scan(
            owner.RegistrationId, request.Seats, now, request.Door, null, id, CheckInRights.OverrideOf(context, request.Override), owner.Attendee);
        var decided = await processor.DecideAsync(id, seats => CheckIn.Decide(seats, scan, company => members.SizeOf(company?.Key)), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(CheckIn.AnswerOf(decided.State, scan));
    }
}
