using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Messages;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Webhooks;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Notifications;

/// <summary>Every event that Notification stores: its name, which is forever, and how it is masked.</summary>
public static class StoredEvents
{
    public static StoredEventTypes All { get; } = Service.EventsOfEveryService()
        .Personal<Requested>("requested", fact => fact with { Recipient = fact.Recipient.Masked(), Matter = fact.Matter.Masked() })
        .Personal<Composed>("composed", fact => fact with { Subject = "", Text = "" })
        .Impersonal<HandedOver>("handed_over")
        .Impersonal<Accepted>("accepted")
        .Impersonal<Deferred>("deferred")
        .Impersonal<Failed>("failed")
        .Impersonal<GivenUp>("given_up")
        .Impersonal<Suppressed>("suppressed")
        .Impersonal<RecipientErased>("recipient_erased")
        .Impersonal<Bounced>("bounced")
        .Impersonal<Delayed>("delayed")
        .Impersonal<Delivered>("delivered")
        .Personal<PreferencesChosen>("preferences_chosen", fact => fact with { Choice = new Choice() })
        .Impersonal<Unsubscribed>("unsubscribed")
        .Impersonal<PreferencesForgotten>("preferences_forgotten")
        .Impersonal<TemplateChanged>("template_changed")
        .Impersonal<TemplateReset>("template_reset")
        .Impersonal<ChannelPaused>("channel_paused")
        .Impersonal<ChannelResumed>("channel_resumed")
        .Impersonal<AttendeesMessaged>("attendees_messaged")
        .Impersonal<EditionMessageWritten>("edition_message_written")
        .Impersonal<EditionMessageChanged>("edition_message_changed")
        .Impersonal<EditionMessageWithdrawn>("edition_message_withdrawn")
        .Impersonal<AudienceDecided>("audience_decided")
        .Personal<WebhookSubscribed>("webhook_subscribed", fact => fact with { Target = fact.Target.Masked() })
        .Personal<WebhookChanged>("webhook_changed", fact => fact with { Target = fact.Target.Masked() })
        .Impersonal<WebhookSecretRotated>("webhook_secret_rotated")
        .Impersonal<WebhookDisabled>("webhook_disabled")
        .Impersonal<WebhookDisabledTold>("webhook_disabled_told")
        .Impersonal<WebhookEnabled>("webhook_enabled")
        .Impersonal<WebhookRemoved>("webhook_removed");
}
