using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Messages;

[JsonConverter(typeof(IdJson<MessageId>))]
public readonly record struct MessageId(Guid Value) : IId<MessageId>
{
    public static MessageId New() => new(Guid.CreateVersion7());
    public static MessageId From(Guid value) => new(value);
    public static bool TryParse(string? text, out MessageId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Which of an activity's people a message is to.</summary>
public enum Audience
{
    /// <summary>Everybody who has seats, waits or was offered some.</summary>
    All,

    /// <summary>Those who have seats.</summary>
    Confirmed,

    /// <summary>Those who stand in line, or have been offered seats.</summary>
    Waiting,

    /// <summary>Those whom the organiser picked.</summary>
    Some,
}

/// <summary>An organiser wrote to people of an activity.</summary>
/// <param name="By">The client or person who wrote.</param>
/// <param name="Text">The organiser's own words, without markup.</param>
/// <param name="Registrations">Whom it goes to: one registration per person, in the order in which they are told.</param>
/// <param name="TraceParent">W3C trace context of the organiser's request; null when there is none.</param>
public sealed record AttendeesMessaged(
    MessageId MessageId,
    ActivityId ActivityId,
    string By,
    string Subject,
    string Text,
    Audience To,
    IReadOnlyList<RegistrationId> Registrations,
    string? TraceParent,
    DateTimeOffset At);

/// <summary>An organiser wrote to an audience of a whole edition. Who that is stands in <see cref="AudienceDecided"/>.</summary>
/// <param name="SendAt">UTC; null is at once.</param>
/// <param name="TraceParent">W3C trace context of the organiser's request; null when there is none.</param>
public sealed record EditionMessageWritten(
    MessageId MessageId,
    EditionId EditionId,
    string By,
    string Subject,
    string Text,
    AudienceFilter Audience,
    DateTimeOffset? SendAt,
    string? TraceParent,
    DateTimeOffset At);

/// <summary>What waited for its time was changed.</summary>
/// <param name="SendAt">UTC; null is at once.</param>
public sealed record EditionMessageChanged(string By, string Subject, string Text, AudienceFilter Audience, DateTimeOffset? SendAt, DateTimeOffset At);

/// <summary>What waited for its time does not go out.</summary>
public sealed record EditionMessageWithdrawn(string By, DateTimeOffset At);

/// <summary>Its time has come: who gets it is decided, and stands in its <see cref="AudiencePage"/>s.</summary>
/// <param name="Recipients">How many people.</param>
public sealed record AudienceDecided(int Recipients, DateTimeOffset At);

/// <summary>What has become of a message to an edition's audience.</summary>
public enum EditionMessageStatus
{
    /// <summary>It waits for its time, and can be changed or withdrawn.</summary>
    Waiting,

    /// <summary>Who gets it is decided, and the letters go out.</summary>
    Sent,

    /// <summary>It was withdrawn before its time.</summary>
    Withdrawn,
}

/// <summary>A message that an organiser wrote to people of an activity, or of a whole edition.</summary>
public sealed record Message : IState<Message>
{
    public static Message Initial { get; } = new();

    /// <summary>What can happen to it.</summary>
    public static Type[] Events { get; } =
        [typeof(AttendeesMessaged), typeof(EditionMessageWritten), typeof(EditionMessageChanged), typeof(EditionMessageWithdrawn), typeof(AudienceDecided)];

    /// <summary>The MessageId's value.</summary>
    public Guid Id { get; set; }

    /// <summary>How many events led here: the ETag.</summary>
    public long Version { get; init; }

    /// <summary>Empty for one to an edition.</summary>
    public ActivityId ActivityId { get; init; }

    /// <summary>Null for one to an activity.</summary>
    public EditionId? EditionId { get; init; }

    /// <summary>Whom of the edition it is to; null for one to an activity.</summary>
    public AudienceFilter? Audience { get; init; }

    /// <summary>UTC; null is at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>What has become of one to an edition.</summary>
    public EditionMessageStatus Status { get; init; }

    /// <summary>How many people of the edition got it; null until that was decided.</summary>
    public int? Recipients { get; init; }

    public string By { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    public Audience To { get; init; }

    public IReadOnlyList<RegistrationId> Registrations { get; init; } = [];

    public string? TraceParent { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }

    public Message Evolve(object @event) => @event switch
    {
        AttendeesMessaged messaged => this with
        {
            Version = Version + 1,
            ActivityId = messaged.ActivityId,
            By = messaged.By,
            Subject = messaged.Subject,
            Text = messaged.Text,
            To = messaged.To,
            Registrations = messaged.Registrations,
            TraceParent = messaged.TraceParent,
            At = messaged.At,
        },
        EditionMessageWritten written => this with
        {
            Version = Version + 1,
            EditionId = written.EditionId,
            By = written.By,
            Subject = written.Subject,
            Text = written.Text,
            Audience = written.Audience,
            SendAt = written.SendAt,
            TraceParent = written.TraceParent,
            At = written.At,
        },
        EditionMessageChanged changed => this with
        {
            Version = Version + 1,
            By = changed.By,
            Subject = changed.Subject,
            Text = changed.Text,
            Audience = changed.Audience,
            SendAt = changed.SendAt,
            At = changed.At,
        },
        EditionMessageWithdrawn => this with { Version = Version + 1, Status = EditionMessageStatus.Withdrawn },
        AudienceDecided decided => this with { Version = Version + 1, Status = EditionMessageStatus.Sent, Recipients = decided.Recipients },
        _ => this,
    };
}
