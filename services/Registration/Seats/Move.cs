using BusinessFocus.Contracts;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>A registration goes to another activity in one commit: never both lost, never both held.</summary>
public static class Move
{
    /// <param name="ActivityId">Where to.</param>
    public sealed record Request(ActivityId ActivityId);

    /// <returns>The decision of the activity that it leaves, and of the one that it goes to.</returns>
    public static (Decision From, Decision To) Decide(
        ActivitySeats from, ActivitySeats to, RegistrationId id, RegistrationId newId, string newTicket, DateTimeOffset now)
    {
        if (from.Active(id) is not { } allocation)
        {
            return (SeatProblems.NoSuchRegistration, Decision.Nothing);
        }

        var booking = allocation.Booking with { Id = newId, Ticket = newTicket };
        if (to.ActiveOf.ContainsKey(booking.Person.Id))
        {
            return (Decision.Nothing, SeatProblems.RegisteredThere);
        }

        if (Register.RefusalOf(to, booking, now) is { } refusal)
        {
            return (Decision.Nothing, refusal);
        }

        var leaving = new Happenings(from);
        leaving.Add(new SeatsMovedAway(id, to.ActivityId));
        leaving.Promote(now);

        var fits = Register.FitsNow(to, booking, now);
        var arriving = new Happenings(to);
        arriving.Add(new SeatsMovedHere(booking, fits, fits ? null : to.Waiting.Count + 1, from.ActivityId, id));
        return (leaving.ToDecision(), arriving.ToDecision());
    }
}

/// <summary><c>POST /registrations/{id}/move</c>: answers with the registration at the new activity.</summary>
public static class MoveEndpoint
{
    public static void MapMove(this RouteGroupBuilder api) =>
        api.MapPost("/registrations/{id}/move", HandleAsync)
            .WithTags("Registrations")
            .WithName("moveRegistration")
            .TakesManageToken();

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, Move.Request request, HttpContext context, Counter counter, BoxOffice boxOffice, Keys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await counter.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        if (activity == request.ActivityId)
        {
            return SeatProblems.SameActivity.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var newId = RegistrationId.New();
        var ticket = Ticket.Issue(newId, keys.Tickets);
        var decided = await boxOffice.DecideAsync(
            [activity, request.ActivityId],
            seats =>
            {
                var (from, to) = Move.Decide(seats[0], seats[1], id, newId, ticket, now);
                return [from, to];
            },
            cancellationToken);
        return decided[1].Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(RegistrationView.Of(decided[1].State, newId, keys, now));
    }
}
