using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>What outside systems are told of a message on the bus: nothing that opens something, and nothing of a person.</summary>
/// <param name="Ids">What a thin payload has.</param>
/// <param name="State">What a full payload has besides.</param>
public sealed record PublicEvent(IReadOnlyDictionary<string, object?> Ids, IReadOnlyDictionary<string, object?> State)
{
    /// <summary>UTC; null where the message does not say when: then it is when it was sent.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The edition that it is about, which tells whose it is where the activity does not; null where it is about none.</summary>
    public required EditionId? EditionId { get; init; }

    /// <summary>The activity that it is about; whose edition that is in, and whether it is listed, may be known from it.</summary>
    public ActivityId? ActivityId { get; init; }

    /// <summary>Whose edition it is in; null where the message does not say.</summary>
    public Municipality? Municipality { get; init; }

    /// <summary>Whether everybody may know of it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The association that may know of it, where it is not for all.</summary>
    public string? Association { get; init; }
}
