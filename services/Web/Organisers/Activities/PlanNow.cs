using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Programme;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>All that is planned in an edition, with the venues and hosts that it can be planned with.</summary>
public sealed record PlanNow(
    EditionView Edition, IReadOnlyList<ActivityView> Activities, IReadOnlyList<VenueView> Venues, IReadOnlyList<HostView> Hosts)
{
    public DateOnly FirstDay => Site.Texts.Of(Edition.StartsOn!.Value);

    public DateOnly LastDay => Site.Texts.Of(Edition.EndsOn!.Value);

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, LastDay.DayNumber - FirstDay.DayNumber + 1).Select(FirstDay.AddDays);

    public string? NameOfVenue(Guid? id) => Venues.FirstOrDefault(venue => venue.Id == id)?.Name;

    public string? NameOfHost(Guid? id) => Hosts.FirstOrDefault(host => host.Id == id)?.Name;

    /// <summary>What is public of another kind than what is planned.</summary>
    public IEnumerable<ActivityView> Unreleased => Activities.Where(IsUnreleased);

    public static bool IsUnreleased(ActivityView activity) => activity.Organiser?.Unreleased is { Count: > 0 };

    public static DateOnly DayOf(ActivityView activity) => Stockholm.DayOf(activity.StartsAt!.Value);

    /// <summary>Confirmed and waiting seats, as far as they are known.</summary>
    public static int RegisteredFor(ActivityView activity) =>
        (activity.Organiser?.Seats?.Confirmed ?? 0) + (activity.Organiser?.Seats?.Waiting ?? 0);

    public static bool IsSlot(ActivityView activity) => ProgrammeList.IsSlot(activity);
}
