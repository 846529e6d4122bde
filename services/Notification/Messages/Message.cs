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

/// <summary>A message that an organiser wrote to people of an activity.</summary>
public sealed record Message : IState<Message>
{
    public static Message Initial { get; } = new();

    /// <summary>The MessageId's value.</summary>
    public Guid Id { get; set; }

    public ActivityId ActivityId { get; init; }

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
            ActivityId = messaged.ActivityId,
            By = messaged.By,
            Subject = messaged.Subject,
            Text = messaged.Text,
            To = messaged.To,
            Registrations = messaged.Registrations,
            TraceParent = messaged.TraceParent,
            At = messaged.At,
        },
        _ => this,
    };
}
