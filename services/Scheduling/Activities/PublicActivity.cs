using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>An activity as it was released: with the names of its place and hosts as they were then.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Attendance">Null in what was released before there was a choice.</param>
/// <param name="HostIds">Null in what was released before they were told.</param>
/// <param name="HostGroups">The hosts' organisations, each once; null in what was released before they were told.</param>
/// <param name="Municipality">Whose edition it is in; null in what was released before that was said.</param>
/// <param name="Languages">
/// In which it can be held, by ISO 639-1: <paramref name="Language"/> first, then what the officers of a conversation speak. Null in what was released
/// before it was kept.
/// </param>
/// <param name="CalendarSequence">SEQUENCE of RFC 5545: rises with each public change of time, place or status.</param>
public sealed record PublicActivity(
    ActivityId Id,
    EditionId EditionId,
    string EditionSlug,
    ActivityKind Kind,
    ActivityStatus Status,
    LocalizedText Title,
    LocalizedText? Description,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    Place? Place,
    string? JoinLink,
    IReadOnlyList<string> Hosts,
    int Capacity,
    int? WaitingListLimit,
    string Language,
    IReadOnlyList<string> Topics,
    DateTimeOffset? RegistrationOpensAt,
    DateTimeOffset? RegistrationClosesAt,
    DateTimeOffset? MembersUntil,
    int CalendarSequence,
    AttendanceMode? Attendance = null,
    Visibility Visibility = Visibility.Public,
    RegistrationRules? Rules = null,
    IReadOnlyList<HostId>? HostIds = null,
    IReadOnlyList<string>? HostGroups = null,
    string? Municipality = null,
    IReadOnlyList<string>? Languages = null)
{
    /// <summary>Whether it can be held in this language.</summary>
    public bool IsIn(string language) => Language == language || Languages?.Contains(language) is true;

    public TimeAndPlace TimeAndPlace => new(StartsAt, EndsAt, Place, Attendance);

    /// <summary>What the other services hear.</summary>
    /// <param name="version">Version of the activity's stream that made it so.</param>
    public ActivityState AsOf(long version) => new(
        Id,
        EditionId,
        EditionSlug,
        Kind,
        Status,
        Title,
        Description,
        StartsAt,
        EndsAt,
        Place,
        JoinLink,
        Hosts,
        Capacity,
        WaitingListLimit,
        Language,
        Topics,
        RegistrationOpensAt,
        RegistrationClosesAt,
        MembersUntil,
        CalendarSequence,
        version,
        Attendance,
        Rules,
        HostIds,
        HostGroups,
        Municipality,
        Visibility == Visibility.Public,
        Languages);
}
