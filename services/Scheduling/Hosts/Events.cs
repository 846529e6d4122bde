using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Somebody who meets the visitors can be planned with.</summary>
/// <param name="Name">A person's name or, where nobody is named yet, a role.</param>
/// <param name="Languages">Spoken: "sv", "en" and others by ISO 639-1.</param>
public sealed record HostAdded(
    HostId HostId,
    EditionId EditionId,
    string Name,
    string? Role,
    string? Organisation,
    IReadOnlyList<string> Languages,
    DateTimeOffset At);
