using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BusinessFocus.Contracts;

namespace BusinessFocus.Hosting.DeadLetters;

/// <summary>A message that could not be dealt with.</summary>
[JsonConverter(typeof(IdJson<DeadLetterId>))]
public readonly record struct DeadLetterId(Guid Value) : IId<DeadLetterId>
{
    public static DeadLetterId From(Guid value) => new(value);
    public static bool TryParse(string? text, out DeadLetterId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>How a dead letter stands.</summary>
public enum DeadLetterState
{
    /// <summary>An operator has to retry or to discard it.</summary>
    Waiting,

    /// <summary>It was put back in its queue. Where it fails once more, it waits again.</summary>
    Retried,

    /// <summary>An operator decided that it is not to be dealt with.</summary>
    Discarded,

    /// <summary>It held somebody who was forgotten meanwhile.</summary>
    Forgotten,

    /// <summary>Nobody decided on it for as long as it could be kept.</summary>
    Expired,
}

/// <summary>A message that could not be dealt with, as an operator sees it: without personal data.</summary>
/// <param name="Id">By what it is retried or discarded.</param>
/// <param name="Service">Whose queue it is, for instance "registration".</param>
/// <param name="Queue">Where it failed, by its name at the broker.</param>
/// <param name="MessageType">For instance "RegistrationConfirmed".</param>
/// <param name="MessageId">As in traces and logs; left out where it has none, and once the message is kept no more.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">The exception's words, masked.</param>
/// <param name="Exception">Its type; left out where nobody consumed the message.</param>
/// <param name="StackTrace">Where it failed; left out where that is not known.</param>
/// <param name="FailedAt">UTC: when it failed last.</param>
/// <param name="AgeSeconds">Whole seconds since it failed last.</param>
/// <param name="Failures">How often it came here: more than once where a retry failed.</param>
/// <param name="Message">What it says, with every text masked; null once it is kept no more.</param>
/// <param name="SettledBy">The account or client that retried or discarded it; left out while it waits, and where nobody did.</param>
/// <param name="SettledAt">UTC: when it stopped waiting; left out while it waits.</param>
/// <param name="Why">Why it was discarded; left out where it was not.</param>
public sealed record DeadLetterView(
    DeadLetterId Id,
    string Service,
    string Queue,
    string MessageType,
    string? MessageId,
    DeadLetterState State,
    string Reason,
    string? Exception,
    string? StackTrace,
    DateTimeOffset FailedAt,
    long AgeSeconds,
    int Failures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonNode? Message,
    string? SettledBy,
    DateTimeOffset? SettledAt,
    string? Why);
