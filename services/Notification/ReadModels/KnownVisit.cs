using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>How far a company's request for a visit has come, as far as messages have told.</summary>
public sealed record KnownVisit
{
    /// <summary>The VisitRequestId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>Version of the request's stream.</summary>
    public required long Version { get; init; }

    /// <summary>Who was told last that they come; null where that was not noted.</summary>
    public IReadOnlyList<HostId>? HostIds { get; init; }

    /// <summary>UTC: until when an organiser is to have answered; null where nothing waits for one.</summary>
    public DateTimeOffset? AnswerDueAt { get; init; }
}
