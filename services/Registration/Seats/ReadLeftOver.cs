using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Conversations were cancelled because an officer cannot come, and those who had booked them could choose another time: who has chosen none, so that
/// somebody can call them.
/// </summary>
public static class ReadLeftOver
{
    /// <summary>What became of those whose conversation was cancelled.</summary>
    /// <param name="Cancelled">Registrations that had seats at a conversation that was cancelled; the others add up to it.</param>
    /// <param name="Chosen">They chose another time.</param>
    /// <param name="Waiting">They have still time to choose.</param>
    /// <param name="LeftOver">They chose none in time, or none could be offered.</param>
    /// <param name="Registrations">Those who are left over, by when their conversation was to begin; without people who asked to be forgotten.</param>
    public sealed record Answer(int Cancelled, int Chosen, int Waiting, int LeftOver, IReadOnlyList<Item> Registrations);

    /// <summary>Somebody who is left over.</summary>
    /// <param name="RegistrationId">The registration that was cancelled.</param>
    /// <param name="ActivityId">The conversation that was cancelled.</param>
    /// <param name="Title">What it was called, in the request's language; left out where that is not known.</param>
    /// <param name="StartsAt">UTC: when it was to begin.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Contact">Whom to call or write to.</param>
    /// <param name="Company">For whom they were to come; left out where they named none.</param>
    /// <param name="Offered">How many other times they were offered; 0 where there was none.</param>
    /// <param name="ChooseUntil">UTC: so long they had to choose; left out where none was offered.</param>
    public sealed record Item(
        RegistrationId RegistrationId,
        ActivityId ActivityId,
        string? Title,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ContactView Contact,
        CompanyView? Company,
        int Offered,
        DateTimeOffset? ChooseUntil);

    public enum Choice
    {
        Chosen,
        Waiting,
        None,
    }

    /// <param name="alternatives">What was kept in its place, as it is now.</param>
    public static Choice ChoiceOf(Lost lost, IEnumerable<Allocation> alternatives, DateTimeOffset now)
    {
        var all = alternatives.ToList();
        return all.Any(each => each is { Status: not AllocationStatus.Held, WasHeld: true }) ? Choice.Chosen
            : now < lost.ChooseUntil && all.Any(each => each.Status == AllocationStatus.Held) ? Choice.Waiting
            : Choice.None;
    }
}

/// <summary>The endpoint of <see cref="ReadLeftOver"/>.</summary>
public static class ReadLeftOverEndpoint
{
    public static void MapReadLeftOver(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/left-over", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Registrations")
            .Audited()
            .WithName("readLeftOver")
            .WithSummary("List who chose no other time");

    /// <summary>
    /// Whose conversation was cancelled and who has no other one: they chose none of the times that they were offered, or none could be offered. With counts
    /// of all of them. An edition of which nothing is known has none. For organisers.
    /// </summary>
    private static async Task<Ok<ReadLeftOver.Answer>> HandleAsync(
        EditionId id, ActivitySeatsCache cache, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entries = await reads.Query<ActivityEntry>().Where(entry => entry.Edition == id.Value).OrderBy(entry => entry.StartsAt).ToListAsync(cancellationToken);
        var found = new List<(ActivitySeats Seats, Allocation Allocation, ReadLeftOver.Choice Choice)>();
        foreach (var entry in entries.Where(entry => entry.Officers.Count > 0))
        {
            var (seats, _) = await cache.ReadAsync(reads, entry.Id.Value, cancellationToken);
            foreach (var allocation in seats.Allocations.Values.Where(each => each.Lost is not null).OrderBy(each => each.Arrival))
            {
                var alternatives = new List<Allocation>();
                foreach (var place in allocation.Lost!.Alternatives)
                {
                    var (other, _) = await cache.ReadAsync(reads, place.ActivityId.Value, cancellationToken);
                    alternatives.AddRange(other.Allocations.TryGetValue(place.RegistrationId, out var kept) ? [kept] : []);
                }

                found.Add((seats, allocation, ReadLeftOver.ChoiceOf(allocation.Lost, alternatives, now)));
            }
        }

        return TypedResults.Ok(new ReadLeftOver.Answer(
            found.Count,
            found.Count(each => each.Choice == ReadLeftOver.Choice.Chosen),
            found.Count(each => each.Choice == ReadLeftOver.Choice.Waiting),
            found.Count(each => each.Choice == ReadLeftOver.Choice.None),
            [.. found.Where(each => each is { Choice: ReadLeftOver.Choice.None, Allocation.Booking.IsForgotten: false }).Select(each => ItemOf(each.Seats, each.Allocation))]));
    }

    private static ReadLeftOver.Item ItemOf(ActivitySeats seats, Allocation allocation)
    {
        var (booking, facts) = (allocation.Booking, seats.Facts!);
        return new ReadLeftOver.Item(
            booking.Id,
            seats.ActivityId,
            facts.Details?.Title.In(Languages.Current),
            facts.StartsAt,
            facts.EndsAt,
            new ContactView(booking.Person.Name, booking.Person.Email, booking.Person.Phone, booking.Person.Locale),
            booking.Company is { IsNamed: true } company ? new CompanyView(company.Name, company.OrganisationNumber) : null,
            allocation.Lost!.Alternatives.Count,
            allocation.Lost.ChooseUntil);
    }
}
