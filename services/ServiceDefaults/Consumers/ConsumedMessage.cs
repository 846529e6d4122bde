namespace BusinessFocus.ServiceDefaults.Consumers;

/// <summary>A message that a consumer has taken in, stored in the same transaction as what it caused.</summary>
public sealed class ConsumedMessage
{
    /// <summary>Longer than a message normally waits in a queue or is replayed after.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    /// <summary>The consumer's queue and the message's id.</summary>
    public required string Id { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}
