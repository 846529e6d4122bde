using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
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
    /// With <c>Accept: text/html</c> the answer is a page. Again is 200 and changes nothing. 404 <c>no-such-registration</c> for a wrong link; 409
    /// <c>hold-over</c> after 15 minutes, or once the activity has begun or is cancelled.
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
        List<HeldPlace> places = [new(entry.ActivityId, id), .. seats.Allocations.GetValueOrDefault(id)?.Hold?.Others ?? []];
        var decided = await processor.DecideAsync(
            [.. places.Select(place => place.ActivityId)],
            activities =>
            {
                var decisions = activities.Zip(places, (each, place) => ConfirmHold.Decide(each, place.RegistrationId, now)).ToList();

                // One of the others may have been cancelled meanwhile: that is told by itself.
                return [decisions[0], .. decisions.Skip(1).Select(decision => decision.Refusal is null ? decision : Decision.Nothing)];
            },
            cancellationToken);
        if (decided[0].Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        return LinkPage.IsAskedFor(context.Request)
            ? LinkPage.Show(
                context.Response,
                Languages.Choose("Klart, du är anmäld", "Done, you are registered"),
                Languages.Choose("Du får ett mejl med allt som gäller.", "You will get a mail with all there is to know."))
            : TypedResults.Ok(new RegisterForSeveral.Answer(
                [.. decided.Zip(places)
                    .Where(each => each.First.State.Active(each.Second.RegistrationId) is not null)
                    .Select(each => RegistrationView.Of(each.First.State, each.Second.RegistrationId, RegistrationAccess.LinksFor(context, keys), now))]));
    }

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
                Languages.Choose("Har du inte anmält dig behöver du inte göra något.", "If you have not registered, you need to do nothing."),
                $"""
                <form method="post">
                <button>{LinkPage.Encode(Languages.Choose("Bekräfta", "Confirm"))}</button>
                </form>
                """);
}
