using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Seats;
using BusinessFocus.Scheduling.Timetable;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>How far an activity has come.</summary>
public enum ActivityViewStatus
{
    /// <summary>Planned and not released: only organisers and planners see it.</summary>
    Draft,

    /// <summary>Public, and to take place.</summary>
    Released,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>It has taken place.</summary>
    Completed,
}

/// <summary>An activity: as it was released last, or for organisers and planners as it is planned.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC, after <c>startsAt</c>.</param>
/// <param name="Hosts">Who meets the visitors, as they are shown: the name, then the role.</param>
/// <param name="Capacity">Seats, 0 to 100,000; 0 takes no registrations.</param>
/// <param name="RegistrationOpensAt">UTC; left out, registration is open from the release.</param>
/// <param name="RegistrationClosesAt">UTC; left out, registration is open until the start.</param>
/// <param name="Organiser">What only organisers and planners see; left out for others, and in calls that answer everybody the same.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="WaitingListLimit">The most seats that may wait in line; left out, there is no limit.</param>
/// <param name="Language">Which language is spoken: <c>sv</c> or <c>en</c>.</param>
/// <param name="Languages">
/// In which it can be held, by ISO 639-1: <c>language</c> first, then what the officers of a conversation speak. Left out in what was released before it was
/// kept.
/// </param>
/// <param name="Topics">What it is about, by the keys of topics; the names of some are at <c>GET /topics</c>.</param>
/// <param name="MembersUntil">UTC; until then members of associations go before others on the waiting list. Left out, they never do.</param>
/// <param name="Kind">What kind of activity it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it is about; left out where nobody has written it.</param>
/// <param name="Place">Where it is; left out where it is only digital, or not known yet: <c>attendance</c> tells which.</param>
/// <param name="Attendance">How people attend it; left out in what was released before there was a choice.</param>
/// <param name="Rules">How people register: questions, limits and deadlines; left out where there are none.</param>
public sealed record ActivityView(
    ActivityId Id,
    EditionId EditionId,
    ActivityKind Kind,
    ActivityViewStatus Status,
    LocalizedText Title,
    LocalizedText? Description,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    Place? Place,
    IReadOnlyList<string> Hosts,
    int Capacity,
    int? WaitingListLimit,
    string Language,
    IReadOnlyList<string> Topics,
    DateTimeOffset? RegistrationOpensAt,
    DateTimeOffset? RegistrationClosesAt,
    DateTimeOffset? MembersUntil,
    AttendanceMode? Attendance,
    RegistrationRules? Rules,
    ActivityView.ForOrganisers? Organiser,
    IReadOnlyList<string>? Languages = null)
{
    /// <summary>What only organisers and planners see of an activity.</summary>
    /// <param name="Unreleased">How the plan differs from what is public; none where it does not, <c>added</c> where nothing is public.</param>
    /// <param name="SetUpMinutes">For so many minutes before the start the room is taken too, 0 to 480.</param>
    /// <param name="TakeDownMinutes">For so many minutes after the end the room is taken too, 0 to 480.</param>
    /// <param name="Seats">How many have registered, as far as Registration has told; left out before it has.</param>
    /// <param name="Room">One of the venue's rooms, by its name; left out where it needs all of it.</param>
    /// <param name="HostIds">Who meets the visitors, in the order in which they are shown.</param>
    /// <param name="JoinLink">The web address by which people who are registered take part at a distance; left out where they do not.</param>
    /// <param name="VenueId">Where it is; left out where it is only digital, or not known yet.</param>
    /// <param name="Visibility">Who finds it once it is released.</param>
    public sealed record ForOrganisers(
        VenueId? VenueId,
        IReadOnlyList<HostId> HostIds,
        string? JoinLink,
        IReadOnlyList<ChangeKind> Unreleased,
        int SetUpMinutes,
        int TakeDownMinutes,
        Visibility Visibility,
        SeatsTaken? Seats,
        string? Room);

    /// <summary>How many seats are taken, as far as Registration has told.</summary>
    /// <param name="Waiting">Seats that are waited for.</param>
    /// <param name="Overbooked">Confirmed seats beyond the planned capacity, because that was lowered; left out where there are none.</param>
    /// <param name="Consequence">What that means for those who have the seats, in the asker's language; left out where there are none.</param>
    /// <param name="Confirmed">Seats that are taken.</param>
    public sealed record SeatsTaken(int Confirmed, int Waiting, int? Overbooked, string? Consequence)
    {
        internal static SeatsTaken Of(SeatsKnown known, int capacity)
        {
            var over = known.Confirmed - capacity;
            return over <= 0
                ? new(known.Confirmed, known.Waiting, null, null)
                : new(known.Confirmed, known.Waiting, over, Domain.Texts.Languages.Choose(
                    $"{over} bekräftade platser fler än kapaciteten. Ingen förlorar sin plats; ingen ny ges förrän så många har avbokat.",
                    $"{over} confirmed seats more than the capacity. Nobody loses their seat, but no new seats are given until that many have been cancelled."));
        }
    }

    public static ActivityView ForAnyone(PublicActivity activity) => Of(
        activity,
        activity.Status switch
        {
            ActivityStatus.Cancelled => ActivityViewStatus.Cancelled,
            ActivityStatus.Completed => ActivityViewStatus.Completed,
            _ => ActivityViewStatus.Released,
        },
        organiser: null);

    public static ActivityView ForOrganiser(Activity activity, EditionPlan edition)
    {
        var planned = edition.Publish(activity);
        var unreleased = activity.Phase == Phase.Planned ? ProgrammeDiff.Between(activity.Public, planned) : [];
        var plan = activity.Plan!;
        return Of(planned, activity.Standing(), new ForOrganisers(
            plan.VenueId,
            plan.HostIds,
            planned.JoinLink,
            unreleased,
            plan.SetUpMinutes,
            plan.TakeDownMinutes,
            plan.Visibility,
            edition.Seats.TryGetValue(activity.ActivityId, out var known) ? SeatsTaken.Of(known, plan.Capacity) : null,
            plan.Room));
    }

    private static ActivityView Of(PublicActivity activity, ActivityViewStatus status, ForOrganisers? organiser) => new(
        activity.Id,
        activity.EditionId,
        activity.Kind,
        status,
        activity.Title,
        activity.Description,
        activity.StartsAt,
        activity.EndsAt,
        activity.Place,
        activity.Hosts,
        activity.Capacity,
        activity.WaitingListLimit,
        activity.Language,
        activity.Topics,
        activity.RegistrationOpensAt,
        activity.RegistrationClosesAt,
        activity.MembersUntil,
        activity.Attendance,
        activity.Rules,
        organiser,
        activity.Languages);
}

internal static class Standings
{
    /// <summary>How an activity stands in the programme, for organisers.</summary>
    public static ActivityViewStatus Standing(this Activity activity) => activity.Phase switch
    {
        Phase.Cancelled => ActivityViewStatus.Cancelled,
        Phase.Completed => ActivityViewStatus.Completed,
        _ => activity.Public is null ? ActivityViewStatus.Draft : ActivityViewStatus.Released,
    };
}
