using BusinessFocus.Contracts;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>When somebody is at something else.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
public readonly record struct TimeTaken(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

internal static class TimesTaken
{
    /// <summary>When people have seats somewhere, or are offered some.</summary>
    public static async Task<ILookup<ContactId, TimeTaken>> TimesTakenAsync(
        this ActivitySeatsCache cache, IQuerySession reads, IEnumerable<ContactId> people, ActivityId except, CancellationToken cancellationToken)
    {
        var ids = people.Select(person => (Guid?)person.Value).ToArray();
        var entries = await reads.Query<RegistrationEntry>().Where(entry => ids.Contains(entry.Contact)).ToListAsync(cancellationToken);
        var taken = new List<(ContactId Person, TimeTaken Time)>();
        foreach (var entry in entries.Where(entry => entry.ActivityId != except))
        {
            var (elsewhere, _) = await cache.ReadAsync(reads, entry.ActivityId.Value, cancellationToken);
            if (elsewhere is { Facts: { Phase: ActivityPhase.Open } facts } && elsewhere.Active(entry.Id) is { } allocation && Move.HasSeats(allocation))
            {
                taken.Add((allocation.Booking.Person.Id, new TimeTaken(facts.StartsAt, facts.EndsAt)));
            }
        }

        return taken.ToLookup(each => each.Person, each => each.Time);
    }
}
