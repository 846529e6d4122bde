using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>Who finds an activity once it is released.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Visibility>))]
public enum Visibility
{
    /// <summary>Everybody, in the programme.</summary>
    Public,

    /// <summary>Whoever has its link: it is in no programme and no list.</summary>
    Unlisted,
}

/// <summary>What organisers want an activity to be; the public sees it when it is released.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC, after <paramref name="StartsAt"/>.</param>
/// <param name="VenueId">Null where it is only digital, or nobody knows yet.</param>
/// <param name="JoinLink">For those registered only.</param>
/// <param name="Capacity">Seats; 0 takes no registrations.</param>
/// <param name="WaitingListLimit">Seats that may wait; null is no limit.</param>
/// <param name="Language">"sv" or "en": spoken.</param>
/// <param name="RegistrationOpensAt">UTC; null is from the release.</param>
/// <param name="RegistrationClosesAt">UTC; null is until the start.</param>
/// <param name="MembersUntil">UTC; until then members of an association go before others on the waiting list.</param>
/// <param name="Room">One of the venue's; null where it needs all of it.</param>
/// <param name="Attendance">Null is as the venue and the join link say, see <see cref="AttendedBy"/>.</param>
/// <param name="SetUpMinutes">The room is taken that long before the start.</param>
/// <param name="TakeDownMinutes">The room is taken that long after the end.</param>
/// <param name="Rules">How people register; null where nothing but the above applies.</param>
public sealed record Plan(
    ActivityKind Kind,
    LocalizedText Title,
    LocalizedText? Description,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    VenueId? VenueId,
    string? JoinLink,
    IReadOnlyList<HostId> HostIds,
    int Capacity,
    int? WaitingListLimit,
    string Language,
    IReadOnlyList<string> Topics,
    DateTimeOffset? RegistrationOpensAt,
    DateTimeOffset? RegistrationClosesAt,
    DateTimeOffset? MembersUntil,
    string? Room = null,
    AttendanceMode? Attendance = null,
    int SetUpMinutes = 0,
    int TakeDownMinutes = 0,
    Visibility Visibility = Visibility.Public,
    RegistrationRules? Rules = null)
{
    public const int MostSeats = 100_000;

    /// <summary>How people attend: as the organiser said, else on the spot unless there is a link, and only there unless there is a venue.</summary>
    public AttendanceMode AttendedBy => Attendance ?? (JoinLink, VenueId) switch
    {
        (null, _) => AttendanceMode.Physical,
        (_, null) => AttendanceMode.Digital,
        _ => AttendanceMode.Both,
    };

    /// <summary>Whether both say the same; equality of records would compare the lists by reference.</summary>
    public bool IsSameAs(Plan other) => DifferencesFrom(other).Count == 0;

    /// <summary>Whether both need the same people and place at the same time.</summary>
    public bool OccupiesTheSameAs(Plan other) =>
        StartsAt == other.StartsAt
        && EndsAt == other.EndsAt
        && VenueId == other.VenueId
        && Room == other.Room
        && (SetUpMinutes, TakeDownMinutes) == (other.SetUpMinutes, other.TakeDownMinutes)
        && Kind == other.Kind
        && Capacity == 0 == (other.Capacity == 0)
        && Capacity <= other.Capacity
        && HostIds.SequenceEqual(other.HostIds);

    /// <summary>The fields in which they differ, as the interface names them.</summary>
    public IReadOnlyList<string> DifferencesFrom(Plan other) => ChangesFrom(other).Select(change => change.Field).ToList();

    /// <summary>The same with what each field was and is.</summary>
    public IReadOnlyList<FieldChange> ChangesFrom(Plan before)
    {
        FieldChange[] fields =
        [
            new("kind", before.Kind, Kind),
            new("title", before.Title, Title),
            new("description", before.Description, Description),
            new("startsAt", before.StartsAt, StartsAt),
            new("endsAt", before.EndsAt, EndsAt),
            new("venueId", before.VenueId, VenueId),
            new("room", before.Room, Room),
            new("attendance", before.AttendedBy, AttendedBy),
            new("joinLink", before.JoinLink, JoinLink),
            new("hostIds", before.HostIds, HostIds),
            new("capacity", before.Capacity, Capacity),
            new("waitingListLimit", before.WaitingListLimit, WaitingListLimit),
            new("language", before.Language, Language),
            new("topics", before.Topics, Topics),
            new("registrationOpensAt", before.RegistrationOpensAt, RegistrationOpensAt),
            new("registrationClosesAt", before.RegistrationClosesAt, RegistrationClosesAt),
            new("membersUntil", before.MembersUntil, MembersUntil),
            new("setUpMinutes", before.SetUpMinutes, SetUpMinutes),
            new("takeDownMinutes", before.TakeDownMinutes, TakeDownMinutes),
            new("visibility", before.Visibility, Visibility),
            new("rules", before.Rules, Rules),
        ];
        return fields.Where(field => field.Differs).ToList();
    }
}

/// <summary>What became of one field.</summary>
/// <param name="Field">The field, as the interface names it, for instance <c>startsAt</c>.</param>
/// <param name="Before">What it was; null where it had nothing.</param>
/// <param name="After">What it is; null where it has nothing.</param>
public sealed record FieldChange(
    string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? After)
{
    /// <summary>The same with the names of venues and hosts in place of their ids.</summary>
    public FieldChange Named(Func<Guid, string> nameOf)
    {
        return this with { Before = Name(Before), After = Name(After) };

        object? Name(object? value) => value switch
        {
            VenueId venue => nameOf(venue.Value),
            IReadOnlyList<HostId> hosts => hosts.Select(host => nameOf(host.Value)).ToList(),
            _ => value,
        };
    }

    internal bool Differs => (Before, After) switch
    {
        (IReadOnlyList<HostId> before, IReadOnlyList<HostId> after) => !before.SequenceEqual(after),
        (IReadOnlyList<string> before, IReadOnlyList<string> after) => !before.SequenceEqual(after),
        _ => !Equals(Before, After),
    };
}
