using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Web.Programme;

/// <summary>One day of the strip.</summary>
/// <param name="Count">How much there is on it, of what the filter lets through.</param>
public sealed record ProgrammeDay(DateOnly Day, int Count);

/// <summary>How much each choice of a filter would show, with the others as they are.</summary>
/// <param name="All">Of every kind.</param>
/// <param name="WithRoom">Where there is a free seat.</param>
public sealed record ProgrammeCounts(
    int All,
    int WithRoom,
    IReadOnlyDictionary<string, int> Kinds,
    IReadOnlyDictionary<string, int> Topics,
    IReadOnlyDictionary<string, int> Languages,
    IReadOnlyDictionary<string, int> Places);

/// <summary>The programme as it is listed: by day, the slots of an open house as one.</summary>
/// <param name="From">Today while the edition is on: what is over is not where one begins. Null before and after it.</param>
public sealed record ProgrammeList(
    IReadOnlyList<ProgrammeDay> Days, DateOnly? From, IReadOnlyList<(DateOnly Day, IReadOnlyList<ActivityView> Activities)> Shown, int Count, ProgrammeCounts Counts)
{
    /// <summary>A conversation with an officer is booked by topic and time, see /samtal: hundreds of them are no programme.</summary>
    public static bool IsSlot(ActivityView activity) => activity is { Kind: ActivityKind.OpenHouse, Capacity: > 0 };

    public static ProgrammeList Of(ProgrammeNow programme, ProgrammeFilter filter, DateTimeOffset now)
    {
        var all = programme.Activities.Where(activity => !IsSlot(activity)).ToList();
        var listed = PartOf(filter).OrderBy(activity => activity.StartsAt).ToLookup(DayOf);
        var (first, last) = (Site.Texts.Of(programme.Edition.StartsOn!.Value), Site.Texts.Of(programme.Edition.EndsOn!.Value));
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => new ProgrammeDay(day, listed[day].Count())).ToList();
        var today = Stockholm.DayOf(now);
        DateOnly? from = today > first && today <= last ? today : null;
        var shown = listed
            .Where(day => IsShown(day.Key))
            .OrderBy(day => day.Key)
            .Select(day => (day.Key, (IReadOnlyList<ActivityView>)[.. day]))
            .ToList();
        return new ProgrammeList(days, from, shown, shown.Sum(day => day.Item2.Count), CountsOf());

        bool IsShown(DateOnly day) => filter.On is { } wanted ? day == wanted : from is null || day >= from;

        IEnumerable<ActivityView> PartOf(ProgrammeFilter part) => all.Where(activity => part.Has(activity, programme.Seats.GetValueOrDefault(activity.Id!.Value)));

        IEnumerable<ActivityView> With(ProgrammeFilter part) => PartOf(part).Where(activity => IsShown(DayOf(activity)));

        ProgrammeCounts CountsOf() => new(
            With(filter with { Kind = null }).Count(),
            With(filter with { HasRoom = "ja" }).Count(),
            Counted(With(filter with { Kind = null }).Select(activity => ProgrammeFilter.KeyOf(activity.Kind))),
            Counted(With(filter with { Topic = null }).SelectMany(activity => activity.Topics ?? [])),
            Counted(With(filter with { Language = null }).Select(activity => activity.Language)),
            Counted(With(filter with { Place = null }).Select(activity => activity.Place?.Name)));
    }

    private static DateOnly DayOf(ActivityView activity) => Stockholm.DayOf(activity.StartsAt!.Value);

    private static Dictionary<string, int> Counted(IEnumerable<string?> keys) => keys.OfType<string>().CountBy(key => key).ToDictionary();
}
