using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Registration;

/// <summary>Every event that Registration stores: its name, which is for ever, and how it is masked.</summary>
public static class StoredEvents
{
    public static StoredEventTypes All { get; } = new StoredEventTypes()
        .Impersonal<ActivityAnnounced>("activity_announced")
        .Personal<SeatsConfirmed>("seats_confirmed", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsWaitlisted>("seats_waitlisted", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<GroupTooLarge>("group_too_large", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsPromoted>("seats_promoted", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsOffered>("seats_offered", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsOfferExpired>("seats_offer_expired", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsGranted>("seats_granted", fact => fact with { Booking = fact.Booking.Forgotten(), Reason = "" })
        .Personal<SeatsWalkedIn>("seats_walked_in", fact => fact with { Booking = fact.Booking.Forgotten(), OverrideReason = null })
        .Personal<SeatsResized>("seats_resized", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsMovedHere>("seats_moved_here", fact => fact with { Booking = fact.Booking.Forgotten() })
        .Personal<SeatsCancelled>("seats_cancelled", fact => fact with { Booking = fact.Booking.Forgotten(), Message = null })
        .Impersonal<SeatsMovedAway>("seats_moved_away")
        .Personal<CheckedIn>("checked_in", fact => fact with { Override = fact.Override is null ? null : fact.Override with { Reason = "" } })
        .Impersonal<CheckInUndone>("check_in_undone")
        .Impersonal<PeopleForgotten>("people_forgotten")
        .Impersonal<ContactForgotten>("contact_forgotten")
        .Impersonal<MemberListPushed>("member_list_pushed")
        .Impersonal<MembersAdded>("members_added")
        .Impersonal<MembersChanged>("members_changed")
        .Impersonal<MembersRemoved>("members_removed");
}
