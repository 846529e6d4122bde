using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Agendas;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Inbox;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Messages;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Webhooks;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Notifications;

/// <summary>Notification's streams, snapshots, documents and masking rules.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.RegisterValueType<ActivityId>();
        options.RegisterValueType<RegistrationId>();
        options.RegisterValueType<ContactId>();
        options.RegisterValueType<EditionId>();

        // A snapshot is not read again in the commit that changes it.
        options.Events.UseIdentityMapForAggregates = true;
        options.Projections.Add(new StateProjection<Notification>(Notification.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Notification>()
            .DocumentAlias("notice")
            .Duplicate(notification => notification.RequestedAt)
            .Duplicate(notification => notification.State)
            .Duplicate(notification => notification.UnreachableAt!, configure: index => index.Predicate = "unreachable_at is not null")
            .Index(notification => notification.ActivityId!)
            .Duplicate(notification => notification.ContactId)
            .Index(notification => notification.RegistrationId!)
            .Index(notification => notification.FromRegistrationId!)
            .Index(notification => notification.FromActivityId!);
        options.Projections.Add(new StateProjection<Preferences>(Preferences.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Preferences>().DocumentAlias("preferences");
        options.Schema.For<Template>().DocumentAlias("template");
        options.Projections.Add(new StateProjection<Template>(Template.Events), ProjectionLifecycle.Inline);
        options.Schema.For<ChannelPause>().DocumentAlias("channel_pause");
        options.Projections.Add(new StateProjection<ChannelPause>(ChannelPause.Events), ProjectionLifecycle.Inline);
        options.Schema.For<KeptChanges>().DocumentAlias("keptchanges");
        options.Schema.For<KeptHostNews>().DocumentAlias("kepthostnews");

        // An audience is counted from columns. What is the same of nearly all is indexed only where it is not.
        options.Schema.For<KnownRegistration>()
            .DocumentAlias("knownregistration")
            .Duplicate(registration => registration.ActivityId)
            .Duplicate(registration => registration.ContactId!)
            .Duplicate(registration => registration.HasBegun, configure: index => index.Predicate = "has_begun is not true")
            .Duplicate(registration => registration.IsOver, configure: index => index.Predicate = "is_over")
            .Duplicate(registration => registration.HadSeats, configure: index => index.Predicate = "had_seats is not true")
            .Duplicate(registration => registration.Came!, configure: index => index.Predicate = "came is false")
            .Duplicate(registration => registration.KeepsAttendance, configure: index => index.Predicate = "keeps_attendance is not true")
            .Duplicate(registration => registration.HasAddress!, configure: index => index.Predicate = "has_address is not true")
            .Duplicate(registration => registration.Language!, configure: index => index.Predicate = "language is null");
        options.Schema.For<KnownActivity>().DocumentAlias("knownactivity").Index(activity => activity.Activity.EditionId);
        options.Schema.For<KnownEdition>().DocumentAlias("knownedition");
        options.Schema.For<KnownVisit>().DocumentAlias("knownvisit");
        options.Schema.For<KnownHost>().DocumentAlias("knownhost").Index(host => host.ContactId!);
        options.Schema.For<KnownDeadLetters>().DocumentAlias("knowndeadletters");
        options.Schema.For<WithdrawnSurvey>().DocumentAlias("withdrawn_surveys");
        options.Projections.Add(new StateProjection<Message>(Message.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Message>().DocumentAlias("message").Index(message => message.ActivityId).Index(message => message.EditionId!);
        options.Schema.For<AudiencePage>().DocumentAlias("audience_page").Index(page => page.MessageId);
        options.Schema.For<CalendarEntry>().DocumentAlias("calendarentry");
        options.Schema.For<RenderedMessage>().DocumentAlias("letter");
        options.Schema.For<InboxEntry>()
            .DocumentAlias("inbox_entries")
            .Duplicate(entry => entry.At)
            .Index(entry => entry.ContactId);
        options.Projections.Add(new StateProjection<Webhook>(Webhook.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Webhook>().DocumentAlias("webhook");
        options.Storage.ExtendedSchemaObjects.Add(WebhookDeliveries.Table);
        options.Storage.ExtendedSchemaObjects.Add(WebhookDeliveries.Failures);
        options.Storage.ExtendedSchemaObjects.Add(DueDeliveries.Table);
        options.Storage.ExtendedSchemaObjects.Add(DueJobs.Table);
    }
}
