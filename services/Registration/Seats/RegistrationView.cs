using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Keys;

namespace BusinessFocus.Registration.Seats;

/// <summary>A registration as its owner and the organisers see it.</summary>
/// <param name="Id">A move to another activity gives it a new one.</param>
/// <param name="ActivityId">What it is for.</param>
/// <param name="Status">
/// <c>confirmed</c>: it has seats; <c>waitlisted</c>: it waits; <c>offered</c>: seats are kept until <c>offeredUntil</c>; <c>cancelled</c>: it has
/// ended.
/// </param>
/// <param name="Seats">How many it has, waits for or was offered, 1 to 20; it gets all of them or none.</param>
/// <param name="Position">1 is next in line; only while it waits.</param>
/// <param name="Contact">Who registered.</param>
/// <param name="Company">For whom they come; left out where they named none.</param>
/// <param name="Ticket">The code to show at the door; it lets in only while the status is <c>confirmed</c>.</param>
/// <param name="ManageToken">Opens this registration as <c>?token=</c> or <c>X-Manage-Token</c>. Secret; left out for staff.</param>
/// <param name="RegisteredAt">When it was asked for, UTC.</param>
/// <param name="CheckedInAt">When they came, UTC; left out until then.</param>
/// <param name="OfferedUntil">UTC; only while seats are offered: take them by then.</param>
/// <param name="ChangeableUntil">
/// Until then whoever has the link can change, move and cancel seats they have, UTC; left out where it has ended.
/// </param>
/// <param name="Answers">To the activity's own questions, by their keys; left out where there are none.</param>
/// <param name="Conversation">What they want to talk about; only for whoever has the link, and in the export of their data.</param>
/// <param name="IsTooLarge">It waits for more seats than the activity has now: it gets none unless it is made smaller; only while it waits.</param>
/// <param name="MovedFrom">Only in the answer to a move.</param>
/// <param name="Languages">In which a conversation can be held, by ISO 639-1; left out of anything else, and where that was not told.</param>
/// <param name="BookedTogether">
/// The activities of the conversations that were booked in one step with it, its own included, in the order in which they begin; left out where it was
/// booked alone. <c>DELETE /registrations/{id}/chain</c> cancels those that have not ended and were not moved.
/// </param>
/// <param name="Attendees">Those who were named when it was made, each with a ticket; only in the answer to that.</param>
public sealed record RegistrationView(
    RegistrationId Id,
    ActivityId ActivityId,
    RegistrationStatus Status,
    int Seats,
    int? Position,
    ContactView? Contact,
    CompanyView? Company,
    string? Ticket,
    string? ManageToken,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? CheckedInAt,
    DateTimeOffset? OfferedUntil,
    DateTimeOffset? ChangeableUntil,
    IReadOnlyDictionary<string, string>? Answers,
    Conversation? Conversation,
    bool? IsTooLarge = null,
    MovedFromView? MovedFrom = null,
    IReadOnlyList<AttendeeView>? Attendees = null,
    IReadOnlyList<string>? Languages = null,
    IReadOnlyList<ActivityId>? BookedTogether = null)
{
    /// <param name="keys">Make the owner's link; null for staff, who act under their own name and not by somebody's link.</param>
    public static RegistrationView Of(ActivitySeats seats, RegistrationId id, RegistrationKeys? keys, DateTimeOffset now)
    {
        var allocation = seats.Allocations[id];
        var booking = allocation.Booking;
        return new RegistrationView(
            id,
            seats.ActivityId,
            StatusOf(allocation),
            booking.Seats,
            allocation.Status == AllocationStatus.Waiting ? seats.PositionOf(id, now) : null,
            ContactOf(booking),
            CompanyOf(booking),
            booking.Ticket,
            keys is null ? null : Domain.Tokens.ManageToken.For(id.Value, keys.Links.Current),
            booking.RegisteredAt,
            allocation.CheckedInAt,
            allocation.OfferedUntil,
            allocation.Status == AllocationStatus.Ended ? null : seats.Facts?.ChangeableUntil,
            booking.Answers,
            null,
            allocation.Status == AllocationStatus.Waiting ? !seats.CanFit(booking) : null,
            Languages: LanguagesOf(seats),
            BookedTogether: allocation.Chain?.Places.Select(place => place.ActivityId).ToList());
    }

    /// <summary>What was asked for just now, with what they said of it.</summary>
    /// <param name="keys">As in <see cref="Of"/>.</param>
    public static RegistrationView New(ActivitySeats seats, Booking booking, RegistrationKeys? keys, DateTimeOffset now) =>
        Of(seats, booking.Id, keys, now) with
        {
            Conversation = booking.Conversation,
            Attendees = seats.Allocations[booking.Id] is { Booking.Attendees.Count: > 0 } allocation ? AttendeesView.Of(allocation).Attendees : null,
        };

    /// <summary>
    /// For somebody who asks for what the person has already, and has not shown that they are the person: what somebody new would be
    /// told, and nothing that opens anything.
    /// </summary>
    public static RegistrationView AsIfNew(ActivitySeats seats, Booking booking, DateTimeOffset now)
    {
        var fits = Register.FitsNow(seats, booking, now);
        return new RegistrationView(
            booking.Id,
            seats.ActivityId,
            fits ? RegistrationStatus.Confirmed : RegistrationStatus.Waitlisted,
            booking.Seats,
            fits ? null : Register.PlaceInLine(seats, booking, now),
            ContactOf(booking),
            CompanyOf(booking),
            Ticket: null,
            ManageToken: null,
            booking.RegisteredAt,
            CheckedInAt: null,
            OfferedUntil: null,
            seats.Facts?.ChangeableUntil,
            booking.Answers,
            booking.Conversation,
            fits ? null : false,
            Languages: LanguagesOf(seats));
    }

    public static RegistrationStatus StatusOf(Allocation allocation) => allocation.Status switch
    {
        AllocationStatus.Confirmed => RegistrationStatus.Confirmed,
        AllocationStatus.Waiting => RegistrationStatus.Waitlisted,
        AllocationStatus.Offered => RegistrationStatus.Offered,
        _ => RegistrationStatus.Cancelled,
    };

    private static IReadOnlyList<string>? LanguagesOf(ActivitySeats seats) => seats.Facts is { IsSlot: true } slot ? slot.Languages : null;

    private static ContactView ContactOf(Booking booking) =>
        new(booking.Person.Name, booking.Person.Email, booking.Person.Phone, booking.Person.Locale);

    private static CompanyView? CompanyOf(Booking booking) =>
        booking.Company is { IsNamed: true } company ? new CompanyView(company.Name, company.OrganisationNumber) : null;
}

/// <summary>What a registration was before it moved.</summary>
/// <param name="ActivityId">Where it was.</param>
/// <param name="RegistrationId">Its id there.</param>
/// <param name="Status">What it had there.</param>
public sealed record MovedFromView(ActivityId ActivityId, RegistrationId RegistrationId, RegistrationStatus Status);

/// <summary>Who registered. Personal data.</summary>
/// <param name="Name">As they gave it.</param>
/// <param name="Email">Where all that is told goes; empty where they have none, and are told by their phone or not at all.</param>
/// <param name="Phone">E.164; left out where none was given.</param>
/// <param name="Locale">"sv" or "en": the language of letters to them.</param>
public sealed record ContactView(string Name, string Email, string? Phone, string Locale);

/// <summary>The company that somebody comes for, as they named it.</summary>
/// <param name="Name">As they wrote it; left out where they gave only the number.</param>
/// <param name="OrganisationNumber">A sole trader's is masked.</param>
public sealed record CompanyView(string? Name, string? OrganisationNumber);
