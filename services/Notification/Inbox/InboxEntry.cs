using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Inbox;

/// <summary>A letter in a person's inbox. Personal data: deleted when the person is forgotten.</summary>
public sealed record InboxEntry
{
    /// <summary>The notification's: what is put there twice is there once.</summary>
    public Guid Id { get; init; }

    public required ContactId ContactId { get; init; }

    /// <summary>"sv" or "en".</summary>
    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>UTC: when it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC; null until it is read.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
