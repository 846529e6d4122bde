using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>The part of a plan that a filter shows.</summary>
/// <param name="All">All that it lets through, in its order.</param>
/// <param name="Page">1 is the first.</param>
/// <param name="HiddenSlots">How many conversations with officers there are that nobody asked for.</param>
public sealed record ActivityList(IReadOnlyList<ActivityView> All, int Page, int HiddenSlots)
{
    public const int PerPage = 50;

    public int Pages => Math.Max(1, (All.Count + PerPage - 1) / PerPage);

    public IEnumerable<ActivityView> Shown => All.Skip((Page - 1) * PerPage).Take(PerPage);

    /// <param name="clashing">Those that clash with something.</param>
    public static ActivityList Of(PlanNow plan, ActivityFilter filter, IReadOnlySet<Guid> clashing)
    {
        var met = plan.Activities.Where(activity => IsMet(activity, filter, clashing)).ToList();
        var withoutSlots = filter.Kind is not null || filter.HostId is not null || filter.Only is not null
            ? met
            : met.Where(activity => !PlanNow.IsSlot(activity)).ToList();
        var list = new ActivityList([.. Sorted(withoutSlots, plan, filter)], 1, met.Count - withoutSlots.Count);
        return list with { Page = Math.Clamp(filter.Page ?? 1, 1, list.Pages) };
    }

    private static bool IsMet(ActivityView activity, ActivityFilter filter, IReadOnlySet<Guid> clashing) =>
        (filter.Kind is null || Kind(activity) == filter.Kind)
        && (filter.Standing is { } status ? activity.Status == status : activity.Status != ActivityViewStatus.Cancelled)
        && (filter.On is not { } day || PlanNow.DayOf(activity) == day)
        && (filter.VenueId is not { } venue || activity.Organiser?.VenueId == venue)
        && (filter.HostId is not { } host || activity.Organiser?.HostIds?.Contains(host) is true)
        && (filter.Text is not { } text || Has(activity, text))
        && filter.Only switch
        {
            ActivityFilter.Clashing => clashing.Contains(activity.Id!.Value),
            ActivityFilter.Unreleased => PlanNow.IsUnreleased(activity),
            ActivityFilter.Full => IsFull(activity),
            _ => true,
        };

    public static bool IsFull(ActivityView activity) =>
        activity is { Capacity: > 0, Status: ActivityViewStatus.Released } && activity.Organiser?.Seats?.Confirmed >= activity.Capacity;

    private static string Kind(ActivityView activity) =>
        PlanNow.IsSlot(activity) ? ActivityFilter.Slot : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(activity.Kind.ToString()!);

    private static bool Has(ActivityView activity, string text) =>
        new[] { activity.Title?.Sv, activity.Title?.En, activity.Place?.Name }.Concat(activity.Hosts ?? [])
            .Any(part => part?.Contains(text, StringComparison.CurrentCultureIgnoreCase) is true);

    private static IEnumerable<ActivityView> Sorted(IEnumerable<ActivityView> activities, PlanNow plan, ActivityFilter filter)
    {
        var byTime = activities.OrderBy(activity => activity.StartsAt).ThenBy(activity => activity.Id).ToList();
        var sorted = filter.SortBy switch
        {
            "titel" => byTime.OrderBy(activity => activity.Title.Text(), StringComparer.CurrentCulture),
            "plats" => byTime.OrderBy(activity => plan.NameOfVenue(activity.Organiser?.VenueId) ?? "", StringComparer.CurrentCulture),
            "anmalda" => byTime.OrderByDescending(PlanNow.RegisteredFor),
            "status" => byTime.OrderBy(activity => activity.Status),
            _ => byTime.AsEnumerable(),
        };
        return filter.IsTurned ? sorted.Reverse() : sorted;
    }
}
