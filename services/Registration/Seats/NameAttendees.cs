using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A group says who comes: up to as many names as it has seats, each with a ticket of their own. Who has the same name as before keeps the ticket;
/// who is no longer in the list has none any more, and another name is another person with another ticket. The seats stay as they are.
/// </summary>
public static class NameAttendees
{
    /// <summary>Who of a group comes; the others come by the ticket of the registration.</summary>
    /// <param name="Attendees">All of them, in the order in which they are shown: they take the place of those before.</param>
    public sealed record Request(IReadOnlyList<AttendeeRequest> Attendees);

    /// <summary>Somebody who comes by a registration.</summary>
    /// <param name="Name">As it stands on the ticket's page and at the door.</param>
    public sealed record AttendeeRequest(string Name);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Attendees).NotNull();
            RuleFor(request => request.Attendees.Count).LessThanOrEqualTo(Register.MostSeats).OverridePropertyName("attendees").When(request => request.Attendees is not null);
            RuleForEach(request => request.Attendees).ChildRules(attendee => attendee.RuleFor(each => each.Name).Text(120).IsPersonsName());
        }
    }

    /// <summary>How many seats are asked for: as was said, else one for each name, and one at least.</summary>
    internal static int SeatsOf(int? seats, IReadOnlyList<AttendeeRequest>? attendees) => seats ?? Math.Max(1, attendees?.Count ?? 0);

    /// <param name="wanted">Each with the id and the ticket that they get where they are new.</param>
    /// <param name="expected">The names that they are to take the place of, as <see cref="AttendeesView.VersionOf"/> has them.</param>
    public static Decision Decide(ActivitySeats seats, RegistrationId id, IReadOnlyList<Attendee> wanted, ExpectedVersion expected = default)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return SeatProblems.NoSuchRegistration;
        }

        var booking = allocation.Booking;
        if (expected.Number is { } version && version != AttendeesView.VersionOf(booking))
        {
            return CommonProblems.Stale;
        }

        if (wanted.Count > booking.Seats)
        {
            return SeatProblems.MoreNamesThanSeats.With("seats", booking.Seats);
        }

        var before = booking.Attendees ?? [];
        var leaving = before.ToList();
        var named = new List<Attendee>(wanted.Count);
        foreach (var each in wanted)
        {
            var same = leaving.Find(known => known.Name == each.Name);
            _ = same is not null && leaving.Remove(same);
            named.Add(same ?? each);
        }

        if (leaving.Any(each => allocation.CameByName.ContainsKey(each.Id)))
        {
            return SeatProblems.CameAlready;
        }

        if (named.SequenceEqual(before))
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new AttendeesNamed(booking with { Attendees = named }));
        return uncommitted.ToDecision();
    }

    /// <summary>Somebody who may be new, with a ticket.</summary>
    public static Attendee New(string name, RegistrationKeys keys)
    {
        // What a door reads without asking anybody is an id and its signature: whose id it is, we know.
        var id = AttendeeId.New();
        return new Attendee(id, name.Trim(), TicketCode.Sign(new RegistrationId(id.Value), keys.Tickets.Current));
    }
}

/// <summary>
/// <c>PUT /registrations/{id}/attendees</c>, by the link or by an organiser, as long as the registration has not ended. Replaces the whole list of
/// names. The same name keeps its id and ticket; a new name gets new ones, and the ticket of a name that is left out stops working. 404
/// <c>no-such-registration</c>. 412 <c>stale</c> where <c>If-Match</c> has another ETag than that of the names. 409 <c>more-names-than-seats</c>; <c>came-already</c> where somebody who has come by their own ticket is left out.
/// </summary>
public static class NameAttendeesEndpoint
{
    public static void MapNameAttendees(this RouteGroupBuilder api) =>
        api.MapPut("/registrations/{id}/attendees", HandleAsync)
            .Validates<NameAttendees.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("nameAttendees")
            .WithSummary("Say who comes by a registration")
            // The answer opens doors: none is kept for a repeat, which changes nothing.
            .WithoutIdempotencyKey()
            .TakesManageToken();

    private static async Task<Results<Ok<AttendeesView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id,
        NameAttendees.Request request,
        IfMatch ifMatch,
        HttpContext context,
        RegistrationAccess access,
        SeatCommandProcessor processor,
        RegistrationKeys keys,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var wanted = request.Attendees.Select(each => NameAttendees.New(each.Name, keys)).ToList();
        var decided = await processor.DecideAsync(activity, seats => NameAttendees.Decide(seats, id, wanted, ifMatch.Expected), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var named = decided.State.Allocations[id];
        context.Response.SetVersion(AttendeesView.VersionOf(named.Booking));
        return TypedResults.Ok(AttendeesView.Of(named));
    }
}
