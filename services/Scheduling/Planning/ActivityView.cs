using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
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

/// <summary>An activity as the public sees it; organisers see its plan instead, and the fields that are only theirs.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Hosts">Names or roles.</param>
/// <param name="Capacity">Seats; 0 takes no registrations.</param>
/// <param name="RegistrationOpensAt">UTC; left out, it is open from the release.</param>
/// <param name="RegistrationClosesAt">UTC; left out, it is open until the start.</param>
/// <param name="Organiser">Only organisers get it.</param>
/// <param name="Status">How it stands in the programme.</param>
/// <param name="WaitingListLimit">The most seats that may wait in line.</param>
/// <param name="Language">Of the activity: <c>sv</c> or <c>en</c>.</param>
/// <param name="Topics">Keys of topics; their names are at <c>GET /topics</c>.</param>
/// <param name="MembersUntil">UTC; until then associations' members go first on the waiting list.</param>
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
    ActivityView.ForOrganisers? Organiser)
{
    /// <summary>What only organisers and planners see of an activity.</summary>
    /// <param name="Unreleased">How the plan differs from what is public; "added" where nothing is.</param>
    /// <param name="SetUpMinutes">The room is taken that long before the start.</param>
    /// <param name="TakeDownMinutes">The room is taken that long after the end.</param>
    /// <param name="Seats">Left out until Registration has told of it.</param>
    /// <param name="Room">One of the venue's; left out where it needs all of it.</param>
    /// <param name="HostIds">Who meets the visitors.</param>
    /// <param name="JoinLink">Where those who are registered take part at a distance.</param>
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

    /// <summary>How many have registered, a moment ago.</summary>
    /// <param name="Waiting">Seats, not registrations.</param>
    /// <param name="Overbooked">Confirmed seats beyond the planned capacity; left out where there are none.</param>
    /// <param name="Consequence">What that means for those who have them, for people.</param>
    /// <param name="Confirmed">Seats that are taken.</param>
    public sealed record SeatsTaken(int Confirmed, int Waiting, int? Overbooked, string? Consequence)
    {
        internal static SeatsTaken Of(SeatsKnown known, int capacity)
        {
            var over = known.Confirmed - capacity;
            return over <= 0
                ? new(known.Confirmed, known.Waiting, null, null)
                : new(known.Confirmed, known.Waiting, over, Languages.Choose(
                    $"{over} bekräftade platser fler än kapaciteten. Ingen förlorar sin plats; ingen ny ges förrän så många har avbokat.",
                    $"{over} confirmed seats more than the capacity. Nobody loses a seat; none is given until that many have cancelled."));
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
        var status = activity.Phase switch
        {
            Phase.Cancelled => ActivityViewStatus.Cancelled,
            Phase.Completed => ActivityViewStatus.Completed,
            _ => activity.Public is null ? ActivityViewStatus.Draft : ActivityViewStatus.Released,
        };
        var unreleased = activity.Phase == Phase.Planned ? ProgrammeDiff.Between(activity.Public, planned) : [];
        var plan = activity.Plan!;
        return Of(planned, status, new ForOrganisers(
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
        organiser);
}
