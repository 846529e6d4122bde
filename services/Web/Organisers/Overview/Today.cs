using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;

namespace BusinessFocus.Web.Organisers.Overview;

/// <summary>What an organiser knows of the edition today; what could not be read, or is not theirs to read, is null.</summary>
/// <param name="Visits">Requests that wait for the organisers' answer.</param>
/// <param name="ByDay">How the seats were taken, beside the last edition.</param>
public sealed record Today(
    PlanNow Plan,
    ReportClashesAnswer? Clashes,
    IReadOnlyList<VisitRequestView>? Visits,
    IReadOnlyList<ReadUnreachableView>? Unreachable,
    int? CasesOverdue,
    int? CasesOpen,
    ParticipationView? Participation,
    RegistrationsByDayView? ByDay);

/// <summary>How full the activities of one kind are.</summary>
/// <param name="Filter">The kind as the filter of the list has it.</param>
public sealed record KindFill(ActivityKind Kind, string Filter, int Seats, int Taken)
{
    public static IReadOnlyList<KindFill> Of(PlanNow plan) =>
    [
        .. plan.Activities
            .Where(activity => activity is { Capacity: > 0, Status: ActivityViewStatus.Released or ActivityViewStatus.Completed })
            .GroupBy(activity => (Kind: activity.Kind!.Value, Filter: PlanNow.IsSlot(activity) ? ActivityFilter.Slot : PlanForm.Name(activity.Kind)))
            .OrderBy(kind => kind.Key.Kind)
            .Select(kind => new KindFill(
                kind.Key.Kind, kind.Key.Filter, kind.Sum(activity => activity.Capacity ?? 0), kind.Sum(activity => activity.Organiser?.Seats?.Confirmed ?? 0))),
    ];
}
