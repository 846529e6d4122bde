using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>Somebody who was offered seats takes them, in time. Who does not want them cancels, and the next in line is asked.</summary>
public static class TakeOffer
{
    public static Decision Decide(ActivitySeats seats, RegistrationId id, DateTimeOffset now)
    {
        switch (seats.Active(id))
        {
            case null:
                return SeatProblems.NoSuchRegistration;
            case { Status: AllocationStatus.Confirmed }:
                return Decision.Nothing;
            case { Status: AllocationStatus.Offered, OfferedUntil: { } until } offered when now < until:
                var uncommitted = new UncommittedEvents(seats);
                uncommitted.Add(new SeatsPromoted(offered.Booking));
                return uncommitted.ToDecision();
            default:
                return SeatProblems.NotOffered;
        }
    }
}

/// <summary><c>POST /registrations/{id}/accept</c> and <c>/decline</c>, by the link.</summary>
public static class TakeOfferEndpoint
{
    public static void MapTakeOffer(this RouteGroupBuilder api)
    {
        api.MapPost("/registrations/{id}/accept", AcceptAsync).WithTags("Registrations").Audited().WithName("acceptOffer").WithSummary("Accept offered seats").TakesManageToken().AnswersWithRegistrations();
        api.MapPost("/registrations/{id}/decline", DeclineAsync).WithTags("Registrations").Audited().WithName("declineOffer").WithSummary("Decline offered seats").TakesManageToken();
    }

    /// <summary>
    /// By the link or by an organiser, until <c>offeredUntil</c>: the registration has its seats, and a letter follows. Where it has seats already it
    /// is 200 and changes nothing. 404 <c>no-such-registration</c>, also where it has ended. 409 <c>not-offered</c> where nothing is offered or the
    /// time is over.
    /// </summary>
    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> AcceptAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var decided = await processor.DecideAsync(activity, seats => TakeOffer.Decide(seats, id, now), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(RegistrationView.Of(decided.State, id, RegistrationAccess.LinksFor(context, keys), now));
    }

    /// <summary>
    /// By the link or by an organiser: the registration ends, and the next in line is asked. Where it has ended already it is 204 and changes
    /// nothing. 404 <c>no-such-registration</c> for a wrong id or token. 409 <c>not-offered</c> where nothing is offered.
    /// </summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> DeclineAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, SeatCommandProcessor processor, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (by, now) = (RegistrationAccess.WhoAsks(context), clock.GetUtcNow());
        var decided = await processor.DecideAsync(
            activity,
            seats => seats.Active(id) is null or { Status: AllocationStatus.Offered } ? Cancel.Decide(seats, id, by, null, now) : SeatProblems.NotOffered,
            cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
