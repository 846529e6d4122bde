using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Hours;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Somebody who meets the visitors can be planned with.</summary>
/// <param name="Name">A person's name or, where nobody is named yet, a role.</param>
/// <param name="Languages">Spoken: "sv", "en" and others by ISO 639-1.</param>
/// <param name="WorkingHours">Null or none where nobody has said: at any time.</param>
/// <param name="Unavailable">When not, whatever the working hours; null in the first events.</param>
/// <param name="Reason">Why, in the organiser's words.</param>
public sealed record HostAdded(
    HostId HostId,
    EditionId EditionId,
    string Name,
    string? Role,
    string? Organisation,
    IReadOnlyList<string> Languages,
    DateTimeOffset At,
    IReadOnlyList<WeeklyHours>? WorkingHours = null,
    IReadOnlyList<Period>? Unavailable = null,
    string? Reason = null);

/// <summary>An organiser learnt more of a host, or something else.</summary>
/// <param name="Reason">Why, in the organiser's words.</param>
public sealed record HostChanged(
    string Name,
    string? Role,
    string? Organisation,
    IReadOnlyList<string> Languages,
    IReadOnlyList<WeeklyHours> WorkingHours,
    IReadOnlyList<Period> Unavailable,
    string? Reason,
    DateTimeOffset At);

/// <summary>By which address a host signs in, or that there is none any more; or they want to be written to otherwise.</summary>
/// <param name="Email">Normalised; null for none, and once it is masked.</param>
/// <param name="Language">Of what is written to them: "sv" or "en"; null in what was stored before it was told, which is Swedish.</param>
/// <param name="News">Null in what was stored before it was told, which is at once.</param>
public sealed record HostAddressed(
    HostId HostId, EditionId EditionId, string? Email, DateTimeOffset At, string? Language = null, HostNews? News = null);

/// <summary>A host's own agenda can be read by a link from now on; an earlier link no longer opens it.</summary>
/// <param name="TokenHash">What the link is recognised by.</param>
public sealed record AgendaLinkMade(string TokenHash, DateTimeOffset At);

/// <summary>No link opens the host's agenda any longer.</summary>
public sealed record AgendaLinkRevoked(DateTimeOffset At);

/// <summary>A host whom nothing needs is gone, and the name is free.</summary>
public sealed record HostRemoved(HostId HostId, EditionId EditionId, DateTimeOffset At);
