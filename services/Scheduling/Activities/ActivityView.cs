using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Releases;

namespace BusinessFocus.Scheduling.Activities;

public enum ActivityViewStatus
{
    Draft,
    Released,
    Cancelled,
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
    ActivityView.ForOrganisers? Organiser)
{
    /// <param name="Unreleased">How the plan differs from what is public; "added" where nothing is.</param>
    public sealed record ForOrganisers(VenueId? VenueId, IReadOnlyList<HostId> HostIds, string? JoinLink, IReadOnlyList<ChangeKind> Unreleased);

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
        return Of(planned, status, new ForOrganisers(activity.Plan!.VenueId, activity.Plan.HostIds, planned.JoinLink, unreleased));
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
        organiser);
}
