using BusinessFocus.Contracts;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>A ticket is read at the door: once; the second time tells when the first was.</summary>
public static class CheckIn
{
    public sealed record Request(string Ticket);

    /// <param name="CheckedInAt">UTC.</param>
    public sealed record Answer(RegistrationId RegistrationId, ActivityId ActivityId, string Name, int Seats, DateTimeOffset CheckedInAt);

    public static Decision Decide(ActivitySeats seats, RegistrationId id, DateTimeOffset now)
    {
        var allocation = seats.Active(id);
        if (allocation?.CheckedInAt is { } at)
        {
            return SeatProblems.AlreadyCheckedIn.With("checkedInAt", at);
        }

        if (allocation?.Status != AllocationStatus.Confirmed)
        {
            return SeatProblems.NotConfirmed;
        }

        var happenings = new Happenings(seats);
        happenings.Add(new CheckedIn(id, allocation.Booking.Seats, allocation.Booking.IsMember, now));
        return happenings.ToDecision();
    }
}

/// <summary><c>POST /check-ins</c>.</summary>
public static class CheckInEndpoint
{
    public static void MapCheckIn(this RouteGroupBuilder api) =>
        api.MapPost("/check-ins", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .WithName("checkIn");

    private static async Task<Results<Ok<CheckIn.Answer>, ProblemHttpResult>> HandleAsync(
        CheckIn.Request request, IQuerySession reads, BoxOffice boxOffice, Keys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Ticket.TryRead(request.Ticket, keys.Tickets, out var id)
            || await reads.LoadAsync<RegistrationEntry>(id, cancellationToken) is not { } entry)
        {
            return SeatProblems.NotATicket.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var decided = await boxOffice.DecideAsync(entry.ActivityId, seats => CheckIn.Decide(seats, id, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var booking = decided.State.Allocations[id].Booking;
        return TypedResults.Ok(new CheckIn.Answer(id, entry.ActivityId, booking.Person.Name, booking.Seats, now));
    }
}
