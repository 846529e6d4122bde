using BusinessFocus.Contracts;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Invitations;

/// <summary>Who has registered for something, whether they have seats or wait: the companies, and the people by their addresses.</summary>
public sealed record RegisteredMembers(IReadOnlySet<string> Companies, IReadOnlySet<ContactId> People)
{
    public static RegisteredMembers At(IEnumerable<ActivitySeats> activities)
    {
        var (companies, people) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<ContactId>());
        foreach (var booking in activities.SelectMany(seats => seats.Allocations.Values)
            .Where(each => each.Status is AllocationStatus.Confirmed or AllocationStatus.Waiting or AllocationStatus.Offered)
            .Select(each => each.Booking))
        {
            people.Add(booking.Person.Id);
            foreach (var key in new[] { booking.Company?.Key, booking.Company?.CountedAs }.OfType<string>())
            {
                companies.Add(key);
            }
        }

        return new RegisteredMembers(companies, people);
    }

    public bool Have(string company, ContactId person) => Companies.Contains(company) || People.Contains(person);
}
