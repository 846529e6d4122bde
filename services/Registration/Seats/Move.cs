using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>A registration goes to another activity in one commit: never both lost, never both held.</summary>
public static class Move
{
    /// <param name="ActivityId">Where to.</param>
    /// <param name="Answers">To the questions of that activity; left out, those that were given and that it asks too.</param>
    public sealed record Request(ActivityId ActivityId, IReadOnlyDictionary<string, string>? Answers = null);

    /// <returns>The decision of the activity that it leaves, and of the one that it goes to.</returns>
    public static (Decision From, Decision To) Decide(
        ActivitySeats from,
        ActivitySeats to,
        RegistrationId id,
        (RegistrationId Id, string Ticket) next,
        IReadOnlyDictionary<string, string>? answers,
        CancelledBy by,
        DateTimeOffset now)
    {
        if (from.Active(id) is not { } allocation)
        {
            return (SeatProblems.NoSuchRegistration, Decision.Nothing);
        }

        if (allocation.Status == AllocationStatus.Confirmed && Cancel.TooLate(from, by, now) is { } late)
        {
            return (late, Decision.Nothing);
        }

        if (allocation.CheckedInAt is not null)
        {
            return (SeatProblems.CameAlready, Decision.Nothing);
        }

        var booking = allocation.Booking with
        {
            Id = next.Id,
            Ticket = next.Ticket,
            Answers = answers ?? Answers.Asked(allocation.Booking.Answers, to.Facts),
            Conversation = to.Facts is { IsSlot: true } ? allocation.Booking.Conversation : null,
        };
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
        arriving.Add(new SeatsMovedHere(booking, fits, fits ? null : Register.PlaceInLine(to, booking, now), from.ActivityId, id));
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
        var (next, by) = ((newId, TicketCode.Sign(newId, keys.Tickets)), Counter.WhoAsks(context));
        var decided = await boxOffice.DecideAsync(
            [activity, request.ActivityId],
            seats =>
            {
                var (from, to) = Move.Decide(seats[0], seats[1], id, next, request.Answers, by, now);
                return [from, to];
            },
            cancellationToken);
        return decided[1].Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(RegistrationView.Of(decided[1].State, newId, keys, now));
    }
}
