using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A registration goes to another activity in one commit: never both lost, never both held. Whoever has seats keeps them where there
/// is no room, unless they say that they would rather wait there.
/// </summary>
public static class Move
{
    /// <summary>Where a registration goes, and what it takes along.</summary>
    /// <param name="ActivityId">The activity to move to.</param>
    /// <param name="Answers">To the questions of that activity, at most 30; left out, the answers given before to questions that it asks too.</param>
    /// <param name="OnlyIfRoom">
    /// True is refused where there are not seats for all of it; false goes there also to wait in line, and gives up the seats that it
    /// has. Left out, it is true for a registration that has seats or was offered some.
    /// </param>
    public sealed record Request(ActivityId ActivityId, IReadOnlyDictionary<string, string>? Answers = null, bool? OnlyIfRoom = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Answers).AtMost(Register.MostAnswers);
    }

    /// <returns>The decision of the activity that it leaves, and of the one that it goes to.</returns>
    public static (Decision From, Decision To) Decide(
        ActivitySeats from,
        ActivitySeats to,
        RegistrationId id,
        (RegistrationId Id, string Ticket) next,
        IReadOnlyDictionary<string, string>? answers,
        CancelledBy by,
        DateTimeOffset now,
        bool? onlyIfRoom = null)
    {
        if (Hindrance(from, id, by, now) is { } stays)
        {
            return (stays, Decision.Nothing);
        }

        var allocation = from.Active(id)!;
        var booking = Arriving(allocation, to, answers) with { Id = next.Id, Ticket = next.Ticket };
        var arriving = new UncommittedEvents(to);
        arriving.EndHoldOf(booking.Person.Id);
        to = arriving.Now;
        if (Register.RefusalOf(to, booking, now) is { } refusal)
        {
            return (Decision.Nothing, refusal);
        }

        var fits = Register.FitsNow(to, booking, now);
        if (!fits && (onlyIfRoom ?? HasSeats(allocation)))
        {
            return (Decision.Nothing, Register.NoRoom(HasSeats(allocation) ? SeatProblems.SeatWouldBeLost : SeatProblems.NotEnoughLeft, to, booking, now));
        }

        // Last: what is refused is refused whoever it is about.
        if (to.ActiveOf.ContainsKey(booking.Person.Id))
        {
            return (Decision.Nothing, SeatProblems.RegisteredThere);
        }

        var leaving = new UncommittedEvents(from);
        leaving.Add(new SeatsMovedAway(id, to.ActivityId));
        leaving.Promote(now);

        arriving.Add(new SeatsMovedHere(booking, fits, fits ? null : Register.PlaceInLine(to, booking, now), from.ActivityId, id));
        arriving.PromoteAfterHold(now);
        return (leaving.ToDecision(), arriving.ToDecision());
    }

    /// <summary>Why the registration cannot leave where it is.</summary>
    public static Refusal? Hindrance(ActivitySeats from, RegistrationId id, CancelledBy by, DateTimeOffset now) => from.Active(id) switch
    {
        null => SeatProblems.NoSuchRegistration,
        { Status: AllocationStatus.Confirmed } when Cancel.TooLate(from, by, now) is { } late => late,
        { CheckedInAt: not null } => SeatProblems.CameAlready,
        _ => null,
    };

    /// <summary>Whether it has seats, or seats are kept for it.</summary>
    public static bool HasSeats(Allocation allocation) => allocation.Status is AllocationStatus.Confirmed or AllocationStatus.Offered;

    /// <summary>As it is at the other activity.</summary>
    public static Booking Arriving(Allocation allocation, ActivitySeats to, IReadOnlyDictionary<string, string>? answers) => allocation.Booking with
    {
        Answers = answers ?? AnswerRules.Asked(allocation.Booking.Answers, to.Facts),
        Conversation = to.Facts is { IsSlot: true } ? allocation.Booking.Conversation : null,
    };
}

/// <summary>
/// <c>POST /registrations/{id}/move</c>, by the link or by an organiser of both activities' municipality (else 403). The old registration ends and a
/// new one with another id, ticket and link begins, in one step; the answer is the new one, and a letter follows. 404 <c>no-such-registration</c>,
/// <c>no-such-activity</c>. 409 <c>same-activity</c>, <c>registered-there</c>, <c>seat-would-be-lost</c> (it has seats and would wait there),
/// <c>not-enough-left</c> (it waits and would wait there too), <c>too-late</c> by the link after <c>changeableUntil</c>, <c>came-already</c>, and
/// what refuses a new registration there. 429 after too many changes in ten minutes.
/// </summary>
public static class MoveEndpoint
{
    public static void MapMove(this RouteGroupBuilder api) =>
        api.MapPost("/registrations/{id}/move", HandleAsync)
            .Validates<Move.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("moveRegistration")
            .WithSummary("Move a registration to another activity")
            .AnswersWithRegistrations()
            .TakesManageToken()
            .RefusesWith(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, Move.Request request, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, RecipientQuota quota, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindEntryAsync(id, context, cancellationToken) is not { ActivityId: var activity } entry)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        if (activity == request.ActivityId)
        {
            return SeatProblems.SameActivity.ToAnswer();
        }

        if (RegistrationAccess.IsOrganiser(context) && !await context.HoldsForAsync("activities", request.ActivityId.ToString(), Roles.Organiser))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (entry.Contact is { } contact && quota.RefusalOf(context, new ContactId(contact), byLink: true) is { } tooMany)
        {
            return tooMany;
        }

        var now = clock.GetUtcNow();
        var newId = RegistrationId.New();
        var (next, by) = ((newId, TicketCode.Sign(newId, keys.Tickets.Current)), RegistrationAccess.WhoAsks(context));
        RegistrationStatus? before = null;
        var decided = await processor.DecideAsync(
            [activity, request.ActivityId],
            seats =>
            {
                before = seats[0].Active(id) is { } allocation ? RegistrationView.StatusOf(allocation) : null;
                var (from, to) = Move.Decide(seats[0], seats[1], id, next, request.Answers, by, now, request.OnlyIfRoom);
                return [from, to];
            },
            cancellationToken);
        if (entry.Contact is { } mover)
        {
            quota.Count(context, new ContactId(mover), [decided[1]], byLink: true);
        }

        return decided[1].Refusal is { } refusal
            ? refusal.ToAnswer(context)
            : TypedResults.Ok(RegistrationView.Of(decided[1].State, newId, RegistrationAccess.LinksFor(context, keys), now) with { MovedFrom = new MovedFromView(activity, id, before!.Value) });
    }
}
