using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>One line of who comes to an activity, as a door sees it: somebody by name, or the seats of a registration that have no name of their own.</summary>
/// <param name="Id">Of an attendee who was named, or else of the registration.</param>
/// <param name="RegisteredBy">Whose registration it is.</param>
/// <param name="Seats">For so many it stands.</param>
/// <param name="Came">Of those, so many have come.</param>
/// <param name="CameAt">UTC; null until somebody has.</param>
public sealed record Guest(
    RegistrationId Id, string Name, string RegisteredBy, string? Company, int Seats, int Came, DateTimeOffset? CameAt, RegistrationStatus Status)
{
    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("sv"), ignoreCase: true);

    /// <summary>All that are known, those too that wait, in the order of their names.</summary>
    /// <param name="isMeant">Only these.</param>
    public static IReadOnlyList<Guest> AllOf(ActivitySeats seats, Func<Guest, bool> isMeant) =>
    [
        .. seats.Allocations.Values
            .Where(each => each.Status is AllocationStatus.Confirmed or AllocationStatus.Waiting or AllocationStatus.Offered && !each.Booking.IsForgotten)
            .SelectMany(Of)
            .Where(isMeant)
            .OrderBy(guest => guest.Name, ByName)
            .ThenBy(guest => guest.Id.Value),
    ];

    /// <summary>Those that have seats.</summary>
    public static IReadOnlyList<Guest> Expected(ActivitySeats seats) => AllOf(seats, guest => guest.Status == RegistrationStatus.Confirmed);

    private static IEnumerable<Guest> Of(Allocation allocation)
    {
        var (booking, status) = (allocation.Booking, RegistrationView.StatusOf(allocation));
        var (named, registeredBy) = (booking.Attendees ?? [], booking.Person.Name);

        // By the registration's own ticket all came who had not, also those who have a name.
        var allCame = allocation.Came >= booking.Seats;
        foreach (var each in named)
        {
            var cameAt = allocation.CameByName.TryGetValue(each.Id, out var came) ? came.At : allCame ? allocation.CheckedInAt : null;
            yield return new Guest(
                new RegistrationId(each.Id.Value), each.Name, registeredBy, booking.Company?.Name, 1, cameAt is null ? 0 : 1, cameAt, status);
        }

        var unnamed = booking.Seats - named.Count;
        if (unnamed > 0)
        {
            var here = Math.Min(unnamed, allocation.Came - allocation.CameByName.Count);
            yield return new Guest(
                booking.Id, registeredBy, registeredBy, booking.Company?.Name, unnamed, here, here > 0 ? allocation.CheckedInAt : null, status);
        }
    }
}
