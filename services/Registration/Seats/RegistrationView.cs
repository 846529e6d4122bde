using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Tickets;

namespace BusinessFocus.Registration.Seats;

/// <summary>A registration as its owner and the organisers see it.</summary>
/// <param name="Position">1 is next in line; only while it waits.</param>
/// <param name="Ticket">The code to show at the door.</param>
/// <param name="ManageToken">Opens this registration, as <c>?token=</c>.</param>
/// <param name="CheckedInAt">When they came, UTC.</param>
public sealed record RegistrationView(
    RegistrationId Id,
    ActivityId ActivityId,
    RegistrationStatus Status,
    int Seats,
    int? Position,
    ContactView? Contact,
    Company? Company,
    string? Ticket,
    string? ManageToken,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? CheckedInAt)
{
    public static RegistrationView Of(ActivitySeats seats, RegistrationId id, Keys keys, DateTimeOffset now)
    {
        var allocation = seats.Allocations[id];
        var booking = allocation.Booking;
        return new RegistrationView(
            id,
            seats.ActivityId,
            StatusOf(allocation),
            booking.Seats,
            allocation.Status == AllocationStatus.Waiting ? seats.PositionOf(id, now) : null,
            new ContactView(booking.Person.Name, booking.Person.Email, booking.Person.Phone, booking.Person.Locale),
            booking.Company,
            booking.Ticket,
            ServiceDefaults.Tokens.ManageToken.For(id.Value, keys.Links),
            booking.RegisteredAt,
            allocation.CheckedInAt);
    }

    /// <summary>For somebody who has not shown that it is theirs.</summary>
    public RegistrationView WithoutCredentials() => this with { Ticket = null, ManageToken = null, Contact = null, Company = null };

    private static RegistrationStatus StatusOf(Allocation allocation) => allocation.Status switch
    {
        AllocationStatus.Confirmed => RegistrationStatus.Confirmed,
        AllocationStatus.Waiting => RegistrationStatus.Waitlisted,
        _ => RegistrationStatus.Cancelled,
    };
}

public sealed record ContactView(string Name, string Email, string? Phone, string Locale);
