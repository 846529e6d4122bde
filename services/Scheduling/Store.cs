using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Seats;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Scheduling;

/// <summary>Scheduling's streams, snapshots and indexes.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.RegisterValueType<EditionId>();
        options.RegisterValueType<ContactId>();

        Snapshot<Edition>(
            typeof(EditionCreated),
            typeof(EditionChanged),
            typeof(EditionOpened),
            typeof(EditionClosed),
            typeof(EditionDeleted),
            typeof(TravelTimesSet),
            typeof(ProgrammeReleased),
            typeof(ReleaseScheduled),
            typeof(ScheduledReleaseWithdrawn),
            typeof(ScheduledReleaseSkipped),
            typeof(CompletionChosen),
            typeof(ConfirmAddressChosen),
            typeof(VisitAreasChosen));
        Snapshot<Venue>(typeof(VenueAdded), typeof(VenueChanged), typeof(VenueRemoved));
        Snapshot<Host>(typeof(HostAdded), typeof(HostChanged), typeof(HostRemoved), typeof(HostAddressed), typeof(AgendaLinkMade), typeof(AgendaLinkRevoked));
        Snapshot<VisitRequest>(
            typeof(VisitAsked),
            typeof(VisitTimeProposed),
            typeof(VisitAccepted),
            typeof(VisitChanged),
            typeof(AnotherVisitTimeAsked),
            typeof(VisitDeclined),
            typeof(VisitWithdrawn),
            typeof(VisitContactForgotten));
        Snapshot<Activity>(
            typeof(ActivityPlanned),
            typeof(ActivityReplanned),
            typeof(ActivityReleased),
            typeof(ActivityChanged),
            typeof(ActivityCancelled),
            typeof(ActivityCompleted),
            typeof(ActivityReopened));

        options.Schema.For<Edition>().DocumentAlias("edition").UniqueIndex(edition => edition.Slug).Index(edition => edition.NextReleaseAt!);
        options.Schema.For<Venue>().DocumentAlias("venue").Index(venue => venue.EditionId);
        options.Schema.For<Host>().DocumentAlias("host").Index(host => host.EditionId).Index(host => host.AgendaTokenHash!);
        options.Schema.For<Activity>().DocumentAlias("activity").Index(activity => activity.EditionId).GinIndexJsonData();
        options.Schema.For<VisitRequest>().DocumentAlias("visitrequest").Index(request => request.EditionId);
        options.Schema.For<SeatsKnown>().DocumentAlias("seatsknown").UseNumericRevisions(true).Index(known => known.EditionId);
        options.Schema.For<AnsweredSurvey>().DocumentAlias("answered_surveys");

        void Snapshot<TState>(params ReadOnlySpan<Type> events) where TState : class, IState<TState> =>
            options.Projections.Add(new StateProjection<TState>(events), ProjectionLifecycle.Inline);
    }
}
