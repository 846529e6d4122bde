using BusinessFocus.Contracts;
using BusinessFocus.Notification.Dates;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Inbox;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Messages;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Recipients;
using BusinessFocus.Notification.Releases;
using BusinessFocus.Notification.Writing;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Notification;

/// <summary>Notification's streams, snapshots, documents and masking rules.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.RegisterValueType<ActivityId>();
        options.RegisterValueType<RegistrationId>();
        options.RegisterValueType<ContactId>();

        // A snapshot is not read again in the commit that changes it.
        options.Events.UseIdentityMapForAggregates = true;
        options.Projections.Add(new StateProjection<Notice>(Notice.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Notice>()
            .DocumentAlias("notice")
            .Duplicate(notice => notice.RequestedAt)
            .Duplicate(notice => notice.State)
            .Duplicate(notice => notice.UnreachableAt!, configure: index => index.Predicate = "unreachable_at is not null")
            .Index(notice => notice.ActivityId!)
            .Duplicate(notice => notice.ContactId)
            .Index(notice => notice.RegistrationId!)
            .Index(notice => notice.FromRegistrationId!)
            .Index(notice => notice.FromActivityId!);
        options.Projections.Add(new StateProjection<Preferences>(Preferences.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Preferences>().DocumentAlias("preferences");
        options.Schema.For<Template>().DocumentAlias("template");
        options.Projections.Add(new StateProjection<Template>(Template.Events), ProjectionLifecycle.Inline);
        options.Schema.For<KeptChanges>().DocumentAlias("keptchanges");
        options.Schema.For<KnownRegistration>().DocumentAlias("knownregistration").Index(registration => registration.ActivityId).Index(registration => registration.ContactId!);
        options.Schema.For<KnownActivity>().DocumentAlias("knownactivity");
        options.Schema.For<KnownVisit>().DocumentAlias("knownvisit");
        options.Schema.For<KnownDeadLetters>().DocumentAlias("knowndeadletters");
        options.Schema.For<WithdrawnSurvey>().DocumentAlias("withdrawn_surveys");
        options.Projections.Add(new StateProjection<Message>(typeof(AttendeesMessaged)), ProjectionLifecycle.Inline);
        options.Schema.For<Message>().DocumentAlias("message").Index(message => message.ActivityId);
        options.Schema.For<CalendarEntry>().DocumentAlias("calendarentry");
        options.Schema.For<Letter>().DocumentAlias("letter");
        options.Schema.For<InboxEntry>()
            .DocumentAlias("inbox_entries")
            .Duplicate(entry => entry.At)
            .Index(entry => entry.ContactId);
        options.Storage.ExtendedSchemaObjects.Add(DueDeliveries.Table);
        options.Storage.ExtendedSchemaObjects.Add(DueDates.Table);
    }
}
