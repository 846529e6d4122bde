using BusinessFocus.Registration.Invitations;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Registration;

/// <summary>Every event that Registration stores: its name, which is forever, and how it is masked.</summary>
public static class StoredEvents
{
    public static StoredEventTypes All { get; } = Service.EventsOfEveryService()
        .Impersonal<ActivityAnnounced>("activity_announced")
        .Personal<SeatsConfirmed>("seats_confirmed", Forgotten)
        .Personal<SeatsWaitlisted>("seats_waitlisted", Forgotten)
        .Personal<GroupTooLarge>("group_too_large", Forgotten)
        .Personal<SeatsPromoted>("seats_promoted", Forgotten)
        .Personal<SeatsOffered>("seats_offered", Forgotten)
        .Personal<SeatsHeld>("seats_held", Forgotten)
        .Personal<EarlierTimeOffered>("earlier_time_offered", Forgotten)
        .Personal<HoldConfirmed>("hold_confirmed", Forgotten)
        .Impersonal<HoldsEnded>("holds_ended")
        .Personal<SeatsAskedForAgain>("seats_asked_for_again", Forgotten)
        .Personal<SeatsOfferExpired>("seats_offer_expired", Forgotten)
        .Personal<SeatsGranted>("seats_granted", Forgotten)
        .Personal<SeatsWalkedIn>("seats_walked_in", Forgotten)
        .Personal<SeatsResized>("seats_resized", Forgotten)
        .Personal<ContactChanged>("contact_changed", Forgotten)
        .Personal<AttendeesNamed>("attendees_named", Forgotten)
        .Personal<AnswersChanged>("answers_changed", Forgotten)
        .Personal<SeatsMovedHere>("seats_moved_here", Forgotten)
        .Personal<SeatsCancelled>("seats_cancelled", Forgotten)
        .Impersonal<SeatsMovedAway>("seats_moved_away")
        .Personal<CheckedIn>("checked_in", fact => fact with { Override = fact.Override is null ? null : fact.Override with { Reason = "" } })
        .Impersonal<CheckInUndone>("check_in_undone")
        .Personal<ConversationMarked>("conversation_marked", fact => fact with { Note = null })
        .Personal<ConversationFollowUpOpened>("conversation_follow_up_opened", fact => fact with { Topic = null, Message = "" })
        .Impersonal<OfficerBookedElsewhere>("officer_booked_elsewhere")
        .Impersonal<PeopleForgotten>("people_forgotten")
        .Impersonal<ContactForgotten>("contact_forgotten")
        .Impersonal<ParticipationWasCounted>("participation_was_counted")
        .Impersonal<MetCompaniesWereCounted>("met_companies_were_counted")
        .Impersonal<SurveyAudienceFound>("survey_audience_found")
        .Impersonal<MembersWereInvited>("members_were_invited")
        .Impersonal<CompaniesWereInvited>("companies_were_invited")
        .Impersonal<MemberListPushed>("member_list_pushed")
        .Impersonal<MembersAdded>("members_added")
        .Impersonal<MembersChanged>("members_changed")
        .Impersonal<MembersRemoved>("members_removed");

    private static TEvent Forgotten<TEvent>(TEvent fact) where TEvent : BookingEvent => (TEvent)fact.Forgotten();
}
