using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Scheduling;

/// <summary>Every event that Scheduling stores: its name, which is forever, and how it is masked.</summary>
public static class StoredEvents
{
    public static StoredEventTypes All { get; } = Service.EventsOfEveryService()
        .Impersonal<EditionCreated>("edition_created")
        .Personal<EditionChanged>("edition_changed", fact => fact with { Presentation = fact.Presentation with { Contact = null } })
        .Impersonal<EditionOpened>("edition_opened")
        .Impersonal<EditionClosed>("edition_closed")
        .Impersonal<EditionDeleted>("edition_deleted")
        .Impersonal<CompletionChosen>("completion_chosen")
        .Impersonal<ConfirmAddressChosen>("confirm_address_chosen")
        .Impersonal<VisitAreasChosen>("visit_areas_chosen")
        .Impersonal<TravelTimesSet>("travel_times_set")
        .Impersonal<ProgrammeReleased>("programme_released")
        .Impersonal<ReleaseScheduled>("release_scheduled")
        .Impersonal<ScheduledReleaseWithdrawn>("scheduled_release_withdrawn")
        .Impersonal<ScheduledReleaseSkipped>("scheduled_release_skipped")
        .Impersonal<VenueAdded>("venue_added")
        .Impersonal<VenueChanged>("venue_changed")
        .Impersonal<VenueRemoved>("venue_removed")
        .Impersonal<HostAdded>("host_added")
        .Impersonal<HostChanged>("host_changed")
        .Impersonal<HostRemoved>("host_removed")
        .Personal<HostAddressed>("host_addressed", fact => fact with { Email = null })
        .Impersonal<AgendaLinkMade>("agenda_link_made")
        .Impersonal<AgendaLinkRevoked>("agenda_link_revoked")
        .Impersonal<ActivityPlanned>("activity_planned")
        .Impersonal<ActivityReplanned>("activity_replanned")
        .Impersonal<ActivityReleased>("activity_released")
        .Impersonal<ActivityChanged>("activity_changed")
        .Impersonal<ActivityCancelled>("activity_cancelled")
        .Impersonal<ActivityCompleted>("activity_completed")
        .Impersonal<ActivityReopened>("activity_reopened")
        .Personal<VisitAsked>("visit_asked", fact => fact with { Company = fact.Company.Forgotten(), Wishes = fact.Wishes with { Message = null } })
        .Personal<VisitTimeProposed>("visit_time_proposed", fact => fact with { Visit = Forgotten(fact.Visit), Message = null })
        .Personal<VisitAccepted>("visit_accepted", fact => fact with { Visit = Forgotten(fact.Visit) })
        .Personal<VisitChanged>("visit_changed", fact => fact with { Visit = Forgotten(fact.Visit) })
        .Personal<AnotherVisitTimeAsked>(
            "another_visit_time_asked",
            fact => fact with { Visit = Forgotten(fact.Visit), Wishes = fact.Wishes with { Message = null }, Message = null })
        .Personal<VisitDeclined>("visit_declined", fact => fact with { Visit = Forgotten(fact.Visit), Reason = null })
        .Personal<VisitWithdrawn>("visit_withdrawn", fact => fact with { Visit = Forgotten(fact.Visit), Reason = "" })
        .Impersonal<VisitContactForgotten>("visit_contact_forgotten");

    private static VisitFacts Forgotten(VisitFacts facts) => facts with { Company = facts.Company.Forgotten() };
}
