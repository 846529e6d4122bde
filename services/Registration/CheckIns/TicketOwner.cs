using BusinessFocus.Contracts;
using BusinessFocus.Registration.Seats;
using Marten;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>Whose a ticket is that we have signed.</summary>
/// <param name="Attendee">One of a group by name; null for the registration's own ticket.</param>
public sealed record TicketOwner(RegistrationId RegistrationId, ActivityId ActivityId, AttendeeId? Attendee);

public static class TicketOwners
{
    /// <param name="ids">As they stand in tickets.</param>
    /// <returns>By those ids; one that is nobody's is not there.</returns>
    public static async Task<IReadOnlyDictionary<RegistrationId, TicketOwner>> OwnersOfAsync(
        this IQuerySession reads, IReadOnlyCollection<RegistrationId> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToArray();
        var owners = (await reads.Query<RegistrationEntry>().Where(entry => entry.Id.IsOneOf(wanted)).ToListAsync(cancellationToken))
            .ToDictionary(entry => entry.Id, entry => new TicketOwner(entry.Id, entry.ActivityId, null));
        var others = wanted.Where(id => !owners.ContainsKey(id)).Select(id => id.Value).ToArray();
        if (others.Length > 0)
        {
            foreach (var entry in await reads.LoadManyAsync<AttendeeEntry>(cancellationToken, others))
            {
                owners[new RegistrationId(entry.Id)] = new TicketOwner(entry.RegistrationId, entry.ActivityId, new AttendeeId(entry.Id));
            }
        }

        return owners;
    }
}
