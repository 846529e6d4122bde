using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// All conversations that were booked in one step end in one step, or none does. What has ended before, or was moved, is left as it is.
/// </summary>
public static class CancelChain
{
    /// <param name="Message">An organiser's own words, at most 2,000 characters, for the letter; ignored by the link.</param>
    public sealed record Query([FromQuery] string? Message);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Message).OptionalText(2000);
    }

    /// <summary>What was booked in one step with a registration, itself included; itself alone where that is all.</summary>
    public static IReadOnlyList<HeldPlace> PlacesOf(ActivitySeats seats, RegistrationId id) =>
        seats.Allocations.GetValueOrDefault(id)?.Chain?.Places ?? [new HeldPlace(seats.ActivityId, id)];

    /// <param name="places">One for each activity, in the same order.</param>
    /// <returns>A decision for each; where one is refused, its problem names the activity.</returns>
    public static IReadOnlyList<Decision> Decide(
        IReadOnlyList<ActivitySeats> activities, IReadOnlyList<HeldPlace> places, CancelledBy by, string? message, DateTimeOffset now) =>
        Chains.Join(activities, [.. activities.Zip(places, (seats, place) => Naming(Cancel.Decide(seats, place.RegistrationId, by, message, now), seats))]);

    private static Decision Naming(Decision decision, ActivitySeats seats) => decision.Refusal is { } refusal
        ? refusal with { Facts = new Dictionary<string, object?>(refusal.Facts ?? new Dictionary<string, object?>()) { ["activityId"] = seats.ActivityId } }
        : decision;
}

/// <summary>
/// <c>DELETE /registrations/{id}/chain</c>, by the link or by an organiser: cancels all conversations that were booked in one step with this one, and one
/// letter tells of all of them. All of it happens, or nothing. Again is 204 and changes nothing; a registration that was booked alone is cancelled alone.
/// 404 <c>no-such-registration</c>, also for a wrong token. 409 <c>too-late</c> by the link after one's <c>changeableUntil</c>, and <c>came-already</c>
/// after a check-in; the problem's <c>activityId</c> says which one. The others can be cancelled one by one.
/// </summary>
public static class CancelChainEndpoint
{
    public static void MapCancelChain(this RouteGroupBuilder api) =>
        api.MapDelete("/registrations/{id}/chain", HandleAsync)
            .Validates<CancelChain.Query>()
            .WithTags("Registrations")
            .Audited()
            .WithName("cancelChain")
            .WithSummary("Cancel all conversations that were booked in one step")
            .TakesManageToken();

    /// <param name="id">Any registration of the chain.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RegistrationId id,
        [AsParameters] CancelChain.Query query,
        HttpContext context,
        RegistrationAccess access,
        ActivitySeatsCache cache,
        IQuerySession reads,
        SeatCommandProcessor processor,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var by = RegistrationAccess.WhoAsks(context);
        var (seats, _) = await cache.ReadAsync(reads, activity.Value, cancellationToken);
        var places = CancelChain.PlacesOf(seats, id);
        var decided = await processor.DecideAsync(
            [.. places.Select(place => place.ActivityId)],
            all => CancelChain.Decide(all, places, by, by == CancelledBy.Organiser ? query.Message : null, clock.GetUtcNow()),
            cancellationToken);
        return decided[0].Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
