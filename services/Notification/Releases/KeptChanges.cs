using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Releases;

/// <summary>Changes of the programme that somebody who hears of them once a day is still to be told.</summary>
public sealed record KeptChanges : IKnown
{
    /// <summary>The ContactId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>The digest that tells them, UTC.</summary>
    public DateTimeOffset Until { get; init; }

    public required LocalizedText EditionName { get; init; }

    /// <summary>What the organiser said about the releases, each on a line; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>An activity each.</summary>
    public IReadOnlyList<KeptChange> Changes { get; init; } = [];
}

/// <param name="Kinds">Of all its releases.</param>
/// <param name="Before">The time and place that the person knows of.</param>
/// <param name="Registrations">The person's, there when it changed.</param>
public sealed record KeptChange(
    ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds, TimeAndPlace? Before, IReadOnlyList<RegistrationId> Registrations);
