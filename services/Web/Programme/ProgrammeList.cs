using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Web.Programme;

/// <summary>One day of the strip.</summary>
/// <param name="Count">How much there is on it, of what the filter lets through.</param>
public sealed record ProgrammeDay(DateOnly Day, int Count);

/// <summary>The programme as it is listed: by day, the slots of an open house as one.</summary>
public sealed record ProgrammeList(IReadOnlyList<ProgrammeDay> Days, IReadOnlyList<(DateOnly Day, IReadOnlyList<ActivityView> Activities)> Shown, int Count)
{
    /// <summary>A conversation with an officer is booked by topic and time, see /samtal: hundreds of them are no programme.</summary>
    public static bool IsSlot(ActivityView activity) => activity is { Kind: ActivityKind.OpenHouse, Capacity: > 0 };

    public static ProgrammeList Of(ProgrammeNow programme, ProgrammeFilter filter, DateTimeOffset now)
    {
        var listed = programme.Activities
            .Where(activity => !IsSlot(activity))
            .Where(activity => filter.HasRoom is null || programme.Seats.GetValueOrDefault(activity.Id!.Value) is { Left: > 0 })
            .OrderBy(activity => activity.StartsAt)
            .ToLookup(activity => Stockholm.DayOf(activity.StartsAt!.Value));
        var (first, last) = (Site.Texts.Of(programme.Edition.StartsOn!.Value), Site.Texts.Of(programme.Edition.EndsOn!.Value));
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => new ProgrammeDay(day, listed[day].Count())).ToList();

        // While it is on, what is over is not where one begins.
        var today = Stockholm.DayOf(now);
        var from = filter.On is null && today > first && today <= last ? today : DateOnly.MinValue;
        var shown = listed
            .Where(day => filter.On is { } wanted ? day.Key == wanted : day.Key >= from)
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, (IReadOnlyList<ActivityView>)[.. day]))
            .ToList();
        return new ProgrammeList(days, shown, shown.Sum(day => day.Item2.Count));
    }
}
