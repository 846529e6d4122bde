using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>What outside systems are told of a message on the bus: nothing that opens something, and nothing of a person.</summary>
/// <param name="Ids">What a thin payload has.</param>
/// <param name="State">What a full payload has besides.</param>
public sealed record PublicEvent(IReadOnlyDictionary<string, object?> Ids, IReadOnlyDictionary<string, object?> State)
{
    /// <summary>UTC; null where the message does not say when: then it is when it was sent.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The activity that it is about; whose edition that is in, and whether it is listed, may be known from it.</summary>
    public ActivityId? ActivityId { get; init; }

    /// <summary>Null where the message does not say.</summary>
    public string? Municipality { get; init; }

    /// <summary>Whether everybody may know of it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The association that may know of it, where it is not for all.</summary>
    public string? Association { get; init; }
}
