using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>One message to one person by one channel about one decision.</summary>
public sealed record Notification : IState<Notification>, IVersioned, IKnown
{
    public static Notification Initial { get; } = new();

    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } =
    [
        typeof(Requested), typeof(Composed), typeof(HandedOver), typeof(Accepted), typeof(Deferred), typeof(Failed), typeof(GivenUp),
        typeof(Suppressed), typeof(RecipientErased), typeof(Bounced), typeof(Delayed), typeof(Delivered),
    ];

    public Guid Id { get; set; }

    /// <summary>How many events led here: the ETag.</summary>
    public long Version { get; set; }

    long IVersioned.StreamVersion { get => Version; set => Version = value; }

    public NotificationKind Kind { get; init; }

    public string Channel { get; init; } = "";

    public NotificationState State { get; init; }

    public ContactId ContactId { get; init; }

    public ActivityId? ActivityId { get; init; }

    /// <summary>The activity that a moved registration left.</summary>
    public ActivityId? FromActivityId { get; init; }

    public RegistrationId? RegistrationId { get; init; }

    /// <summary>The registration that a moved one was before.</summary>
    public RegistrationId? FromRegistrationId { get; init; }

    public Recipient Recipient { get; init; } = new(default, "", "", "sv");

    /// <summary>As it is stored.</summary>
    public StoredContent Matter { get; init; } = new((ActivityId?)null);

    public string? TraceParent { get; init; }

    public NotificationId? ResentFrom { get; init; }

    public string? Subject { get; init; }

    public string? Text { get; init; }

    /// <summary>Attempts to hand it over.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts made without knowing how the one before had ended.</summary>
    public int Repeats { get; init; }

    /// <summary>Deferred, and nobody knows whether the last attempt arrived: the next one is a repeat.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>Why it was deferred, refused, given up or suppressed, or why it came back or is late.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it goes without its calendar part; null where nothing is left out.</summary>
    public string? WithoutCalendar { get; init; }

    public bool IsErased { get; init; }

    /// <summary>UTC, as all times here.</summary>
    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? ComposedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it reached the recipient, where the way there tells.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it turned out that the address does not exist; null when it did not.</summary>
    public DateTimeOffset? UnreachableAt { get; init; }

    /// <summary>When a deferred one is tried again.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    public NotificationId NotificationId => new(Id);

    /// <summary>What it says.</summary>
    public NotificationContent Content() => Matter.As(Kind);

    public bool IsFinal => State
        is NotificationState.Accepted
        or NotificationState.Failed
        or NotificationState.GivenUp
        or NotificationState.Suppressed
        or NotificationState.Bounced;

    public Notification Evolve(object @event) => @event switch
    {
        Requested requested => this with
        {
            Kind = requested.Kind,
            Channel = requested.Channel,
            State = NotificationState.Requested,
            ContactId = requested.Recipient.ContactId,
            ActivityId = requested.Matter.ActivityId,
            FromActivityId = requested.Matter.From?.ActivityId,
            RegistrationId = requested.Matter.RegistrationId,
            FromRegistrationId = requested.Matter.From?.RegistrationId,
            Recipient = requested.Recipient,
            Matter = requested.Matter,
            TraceParent = requested.TraceParent,
            ResentFrom = requested.ResentFrom,
            RequestedAt = requested.At,
        },
        Composed composed => this with
        {
            State = NotificationState.Composed,
            Subject = composed.Subject,
            Text = composed.Text,
            ComposedAt = composed.At,
            WithoutCalendar = composed.WithoutCalendar,
        },
        HandedOver handedOver => this with
        {
            State = NotificationState.HandedOver,
            Attempts = handedOver.Attempt,
            Repeats = handedOver.IsRepeat ? Repeats + 1 : Repeats,
            NextAttemptAt = null,
        },
        Accepted accepted => this with { State = NotificationState.Accepted, AcceptedAt = accepted.At, Reason = null },
        Deferred deferred => this with { State = NotificationState.Deferred, Reason = deferred.Reason, MayHaveArrived = deferred.MayHaveArrived, NextAttemptAt = deferred.Until },
        Failed failed => this with
        {
            State = NotificationState.Failed,
            Reason = failed.Reason,
            UnreachableAt = failed.IsUnreachable ? failed.At : null,
        },
        GivenUp givenUp => this with { State = NotificationState.GivenUp, Reason = givenUp.Reason },
        Suppressed suppressed => this with { State = NotificationState.Suppressed, Reason = suppressed.Why.ToString(), NextAttemptAt = null },
        Bounced bounced => this with
        {
            State = NotificationState.Bounced,
            Reason = bounced.Reason,
            UnreachableAt = bounced.IsPermanent ? bounced.At : null,
        },
        Delayed delayed => this with { Reason = delayed.Reason },
        Delivered delivered => this with { DeliveredAt = delivered.At },
        RecipientErased => this with
        {
            IsErased = true,
            Recipient = Recipient.Masked(),
            Matter = Matter.Masked(),
            Subject = null,
            Text = null,
        },
        _ => this,
    };
}
