using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts.Scheduling;

/// <summary>What an activity is. An open house is cut into slots, each an activity of its own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivityKind>))]
public enum ActivityKind
{
    /// <summary>Somebody speaks, and others listen.</summary>
    Seminar,

    /// <summary>People meet and talk.</summary>
    Meeting,

    /// <summary>Politicians and officials visit a company.</summary>
    CompanyVisit,

    /// <summary>An officer talks with one visitor at a time; with no seats, the open house as a whole.</summary>
    OpenHouse,
}

/// <summary>How far a public activity has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivityStatus>))]
public enum ActivityStatus
{
    /// <summary>It is to take place.</summary>
    Released,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>It has taken place.</summary>
    Completed,
}

/// <summary>How people attend an activity.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttendanceMode>))]
public enum AttendanceMode
{
    /// <summary>On the spot.</summary>
    Physical,

    /// <summary>By the join link.</summary>
    Digital,

    /// <summary>Either way.</summary>
    Both,
}

/// <summary>The whole public state of an activity as of <see cref="Version"/>.</summary>
/// <param name="Id">The activity; its calendar UID is <c>{id}@businessfocus</c>.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC, after <paramref name="StartsAt"/>.</param>
/// <param name="Place">Where, for people; null when it is only digital, or not known yet: <paramref name="Attendance"/> tells which.</param>
/// <param name="JoinLink">For those registered only; never shown in the programme.</param>
/// <param name="Hosts">Who meets the visitors: names or roles.</param>
/// <param name="Capacity">Seats; 0 takes no registrations (an open house takes them on its slots).</param>
/// <param name="WaitingListLimit">Seats that may wait; null is no limit.</param>
/// <param name="Language">"sv" or "en": spoken.</param>
/// <param name="RegistrationOpensAt">UTC; null is open from the release.</param>
/// <param name="RegistrationClosesAt">UTC; null is until the start.</param>
/// <param name="MembersUntil">UTC; until then members of an association go before others on the waiting list.</param>
/// <param name="CalendarSequence">SEQUENCE of RFC 5545: rises with each change of time, place or status.</param>
/// <param name="Version">Version of the activity's stream: a receiver ignores an older one than it has.</param>
/// <param name="Attendance">Null in messages from before there was a choice.</param>
/// <param name="Rules">Null where there are none.</param>
/// <param name="HostIds">In the order of <paramref name="Hosts"/>; null in messages from before it was told.</param>
/// <param name="HostGroups">
/// The organisations of the hosts, each once, in the order of the hosts: as they were when this state went public. Empty where no
/// host has one; null in messages from before it was told.
/// </param>
/// <param name="Municipality">Whose edition it is in; null where that was not said, and in messages from before it was told.</param>
/// <param name="Languages">
/// In which it can be held, by ISO 639-1: <paramref name="Language"/> first, then what the officers of a conversation speak, as it was when this state
/// went public. Null in messages from before it was told.
/// </param>
/// <param name="IsListed">Whether it stands in the programme; else only whoever has its link finds it. Null in messages from before it was told.</param>
public sealed record ActivityState(
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
    long Version,
    AttendanceMode? Attendance = null,
    RegistrationRules? Rules = null,
    IReadOnlyList<HostId>? HostIds = null,
    IReadOnlyList<string>? HostGroups = null,
    string? Municipality = null,
    bool? IsListed = null,
    IReadOnlyList<string>? Languages = null);

/// <summary>A place that people can find.</summary>
/// <param name="Latitude">WGS 84 degrees.</param>
/// <param name="Longitude">WGS 84 degrees.</param>
/// <param name="Name">Of the venue.</param>
/// <param name="Room">In the venue.</param>
/// <param name="Address">Street and town.</param>
public sealed record Place(string Name, string? Room, string? Address, double? Latitude, double? Longitude);
