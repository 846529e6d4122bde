using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Idempotency;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>Whoever has the address confirms it: the registration begins, in the place that was kept. Twice does it once.</summary>
public static class ConfirmHold
{
    public static Decision Decide(ActivitySeats seats, RegistrationId id, DateTimeOffset now)
    {
        switch (seats.Allocations.GetValueOrDefault(id))
        {
            case null:
                return SeatProblems.NoSuchRegistration;
            case { Status: AllocationStatus.Held, Hold: { InPlaceOf: { } replaced } kept, Booking: var taking } when now < kept.Until && IsOpen(seats, now):
                return HandOver.Confirm(seats, taking, replaced, now);
            case { Status: AllocationStatus.Held, Hold: { } hold, Booking: var booking } when now < hold.Until && IsOpen(seats, now):
                var confirmed = new HoldConfirmed(booking, hold.HasSeats, null);
                var uncommitted = new UncommittedEvents(seats);
                uncommitted.Add(confirmed with { Position = seats.Evolve(confirmed).PositionOf(id, now) });

                // Seats may have become free while its place in line was only kept.
                uncommitted.Promote(now);
                return uncommitted.ToDecision();
            case { Status: AllocationStatus.Held or AllocationStatus.Ended }:
                return SeatProblems.HoldOver;
            default:
                return Decision.Nothing;
        }
    }

    /// <summary>Somebody chose another of the places that were kept for them: this one is free.</summary>
    public static Decision GiveUp(ActivitySeats seats, RegistrationId id, DateTimeOffset now)
    {
        if (seats.Allocations.GetValueOrDefault(id) is not { Status: AllocationStatus.Held })
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new HoldsEnded([id]));
        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }

    /// <summary>Whether the activity is still to come: after its start, or where it is cancelled, no registration begins.</summary>
    public static bool IsOpen(ActivitySeats seats, DateTimeOffset now) => seats.Facts is { Phase: ActivityPhase.Open } facts && now < facts.StartsAt;
}

/// <summary>
/// <c>POST /held-registrations/{token}</c> confirms what the letter tells of; <c>GET</c> only asks, because mail scanners open every
/// link.
/// </summary>
public static class ConfirmHoldEndpoint
{
    private const string Path = "/held-registrations/{token}";

    public static void MapConfirmHold(this RouteGroupBuilder api)
    {
        api.MapPost(Path, HandleAsync).WithTags("Registrations").WithName("confirmRegistration").WithSummary("Confirm a registration by the mailed link").WithoutIdempotencyKey().AnswersAs(LinkPage.MediaType).OpensByLink();
        api.MapGet(Path, Ask).WithTags("Registrations").WithName("askToConfirmRegistration").WithSummary("Open the mailed link to confirm").AnswersAs(LinkPage.MediaType).OpensByLink();
    }

    /// <summary>
    /// Whoever got the letter confirms their address: the registrations that were kept begin, with seats or a place in line, and a letter follows.
    /// Where a cancelled slot's letter gave a choice, the other place becomes free in the same step, and its link is over. Where an earlier slot
    /// was waited for, the registration moves to it, with another id, ticket and link; again is then 409.
    /// With <c>Accept: text/html</c> the answer is a page. Again is 200 and changes nothing. 404 <c>no-such-registration</c> for a wrong link; 409
    /// <c>hold-over</c> after 15 minutes (a choice: a day), or once the activity has begun or is cancelled.
    /// </summary>
    /// <param name="token">From the link in the letter; it opens only the confirmation.</param>
    private static async Task<Results<Ok<RegisterForSeveral.Answer>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string token,
        HttpContext context,
        IQuerySession reads,
        ActivitySeatsCache cache,
        SeatCommandProcessor processor,
        RegistrationKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (HoldToken.Read(token, keys) is not { } id || await reads.LoadAsync<RegistrationEntry>(id, cancellationToken) is not { } entry)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var (seats, _) = await cache.ReadAsync(reads, entry.ActivityId.Value, cancellationToken);
        var hold = seats.Allocations.GetValueOrDefault(id)?.Hold;
        if (hold?.Replaces is { } replaced)
        {
            return await TakeEarlierAsync(new HeldPlace(entry.ActivityId, id), replaced, context, processor, keys, now, cancellationToken);
        }

        List<HeldPlace> places = [new(entry.ActivityId, id), .. hold?.Others ?? []];
        var instead = hold?.Instead ?? [];
        var decided = await processor.DecideAsync(
            [.. places.Concat(instead).Select(place => place.ActivityId)],
            activities =>
            {
                var decisions = activities.Zip(places, (each, place) => ConfirmHold.Decide(each, place.RegistrationId, now)).ToList();

                // One of the others may have been cancelled meanwhile: that is told by itself.
                return
                [
                    .. Chains.Join(activities, [decisions[0], .. decisions.Skip(1).Select(decision => decision.Refusal is null ? decision : Decision.Nothing)]),
                    .. activities.Skip(places.Count).Zip(instead, (each, place) => decisions[0].Events.Count > 0 ? ConfirmHold.GiveUp(each, place.RegistrationId, now) : Decision.Nothing),
                ];
            },
            cancellationToken);
        if (decided[0].Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        return Done(context, () => [.. decided.Zip(places)
            .Where(each => each.First.State.Active(each.Second.RegistrationId) is not null)
            .Select(each => RegistrationView.Of(each.First.State, each.Second.RegistrationId, RegistrationAccess.LinksFor(context, keys), now))]);
    }

    /// <summary>An earlier slot that was waited for: the registration goes there, and the later one is free.</summary>
    private static async Task<Results<Ok<RegisterForSeveral.Answer>, ContentHttpResult, ProblemHttpResult>> TakeEarlierAsync(
        HeldPlace held, HeldPlace replaced, HttpContext context, SeatCommandProcessor processor, RegistrationKeys keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = RegistrationId.New();
        var next = (id, TicketCode.Sign(id, keys.Tickets.Current));
        var decided = await processor.DecideAsync(
            [replaced.ActivityId, held.ActivityId],
            slots =>
            {
                var (from, to) = OfferEarlier.Take(slots[0], slots[1], held.RegistrationId, replaced.RegistrationId, next, now);
                return [from, to];
            },
            cancellationToken);
        return decided[1].Refusal is { } refusal
            ? refusal.ToAnswer()
            : Done(context, () => [RegistrationView.Of(decided[1].State, id, RegistrationAccess.LinksFor(context, keys), now)]);
    }

    private static Results<Ok<RegisterForSeveral.Answer>, ContentHttpResult, ProblemHttpResult> Done(HttpContext context, Func<IReadOnlyList<RegistrationView>> registrations) =>
        LinkPage.IsAskedFor(context.Request)
            ? LinkPage.Show(
                context.Response,
                Languages.Choose("Klart, du är anmäld", "Done, you are registered"),
                Languages.Choose("Du får ett mejl med allt som gäller.", "You will get an email with everything you need to know."))
            : TypedResults.Ok(new RegisterForSeveral.Answer(registrations()));

    /// <summary>
    /// A page with a button that confirms. It changes nothing, because mail scanners open every link, and does not look whether the time is over. 404
    /// <c>no-such-registration</c> for a wrong link.
    /// </summary>
    /// <param name="token">From the link in the letter; it opens only the confirmation.</param>
    private static Results<ContentHttpResult, ProblemHttpResult> Ask(string token, RegistrationKeys keys, HttpResponse response) =>
        HoldToken.Read(token, keys) is null
            ? SeatProblems.NoSuchRegistration.ToAnswer()
            : LinkPage.Show(
                response,
                Languages.Choose("Bekräfta din anmälan", "Confirm your registration"),
                Languages.Choose("Har du inte anmält dig behöver du inte göra något.", "If you have not registered, you do not need to do anything."),
                $"""
                <form method="post">
                <button>{LinkPage.Encode(Languages.Choose("Bekräfta", "Confirm"))}</button>
                </form>
                """);
}
