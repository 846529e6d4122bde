using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>Why a plan was refused, and when it would go instead.</summary>
/// <param name="Reasons">In words; at least one.</param>
/// <param name="Times">The nearest first; none where nothing is free.</param>
public sealed record InTheWay(IReadOnlyList<string> Reasons, IReadOnlyList<SuggestTimesFreeTime> Times)
{
    public static TypedForm Told(IFormCollection typed) => new(typed, new Dictionary<string, string>
    {
        [PlanForm.StartsAt] = Languages.Choose("Det krockar. Ta en av tiderna, välj en annan, eller skriv varför det får krocka.", "There is a clash. Choose one of the times or another one, or say why the clash is acceptable."),
    });
}

/// <summary>Free times for what is to be planned, as the interface finds them.</summary>
public static class Suggestions
{
    private const int Most = 5;

    /// <param name="activity">The one that is to move, and so is not in its own way; null for a new one.</param>
    public static SuggestTimesRequest AskFor(PlanActivityRequest plan, Guid? activity, int most = Most)
    {
        // Whoever plans for an evening or a weekend looks for others like it.
        var (starts, ends) = (Domain.Times.Stockholm.WallClock(plan.StartsAt!.Value), Domain.Times.Stockholm.WallClock(plan.EndsAt!.Value));
        var (earliest, latest) = (Math.Min(8, starts.Hour), Math.Max(18, ends.Date > starts.Date ? 23 : Math.Min(23, ends.Hour + 1)));
        return new SuggestTimesRequest
        {
            ActivityId = activity,
            Minutes = (int)(plan.EndsAt.Value - plan.StartsAt.Value).TotalMinutes,
            HostIds = plan.HostIds,
            VenueId = plan.VenueId,
            Room = plan.Room,
            Capacity = plan.Capacity ?? 0,
            SetUpMinutes = plan.SetUpMinutes ?? 0,
            TakeDownMinutes = plan.TakeDownMinutes ?? 0,
            Near = plan.StartsAt,
            Earliest = $"{earliest:00}:00",
            Latest = latest == 23 ? "23:59" : $"{latest:00}:00",
            Weekends = starts.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday,
            Limit = most,
        };
    }

    /// <summary>None where they cannot be asked for: the reasons stand all the same.</summary>
    public static async Task<IReadOnlyList<SuggestTimesFreeTime>> FindAsync(
        this Festival calls, HttpContext page, Guid edition, PlanActivityRequest plan, Guid? activity, CancellationToken cancellationToken)
    {
        FormKey.Forget(page);
        var answer = await ReadPlan.WhereAllowedAsync(async () =>
        {
            try
            {
                return await calls.V1.Editions[edition.ToString()].SuggestTimes.PostAsync(AskFor(plan, activity), cancellationToken: cancellationToken);
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 422)
            {
                return null;
            }
        });
        return answer?.Times ?? [];
    }

    public static async Task<InTheWay?> InTheWayAsync(
        this Festival calls,
        ProblemException problem,
        HttpContext page,
        Guid edition,
        PlanActivityRequest plan,
        Guid? activity,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        problem.Code == ClashWords.Code
            ? new InTheWay(ClashWords.Of(ClashWords.In(problem), now), await calls.FindAsync(page, edition, plan, activity, cancellationToken))
            : null;
}
