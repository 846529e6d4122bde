using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Web.Programme;

/// <summary>An activity on the timeline, in quarters of an hour.</summary>
/// <param name="From">Its first quarter, 1 at the first hour that is shown.</param>
/// <param name="Quarters">How many it takes.</param>
/// <param name="Lane">Beside what is at the same time in the same column, from 1.</param>
public sealed record TimelineBlock(ActivityView Activity, int From, int Quarters, int Lane);

/// <summary>What is at one venue, or with one host, on a day.</summary>
/// <param name="Lanes">How many stand beside each other at the most.</param>
public sealed record TimelineColumn(string Name, int Lanes, IReadOnlyList<TimelineBlock> Blocks);

/// <param name="FirstHour">On the clock in Sweden.</param>
/// <param name="LastHour">When the last of it is over; past 24 where it goes on after midnight.</param>
public sealed record TimelineDay(DateOnly Day, int FirstHour, int LastHour, IReadOnlyList<TimelineColumn> Columns);

/// <summary>The programme as a grid for each day: hours down, venues or hosts across.</summary>
public sealed record Timeline(IReadOnlyList<TimelineDay> Days)
{
    /// <summary>As many as there are styles for: a whole day.</summary>
    public const int MostQuarters = 24 * QuartersOfAnHour;

    public const int MostLanes = 6;

    private const int QuartersOfAnHour = 4;

    public static Timeline Of(IEnumerable<(DateOnly Day, IReadOnlyList<ActivityView> Activities)> days, bool byHost) =>
        new([.. days.Select(day => DayOf(day.Day, day.Activities, byHost))]);

    private static TimelineDay DayOf(DateOnly day, IReadOnlyList<ActivityView> activities, bool byHost)
    {
        var firstHour = activities.Min(activity => Stockholm.WallClock(activity.StartsAt!.Value).Hour);
        var lastQuarter = activities.Max(activity => EndOf(activity, day, firstHour));
        var columns = activities
            .SelectMany(activity => ColumnsOf(activity, byHost).Select(column => (column, activity)))
            .GroupBy(each => each.column, each => each.activity)
            .OrderBy(column => column.Key, StringComparer.CurrentCulture)
            .Select(column => ColumnOf(column.Key, column, day, firstHour))
            .ToList();
        return new TimelineDay(day, firstHour, (lastQuarter + QuartersOfAnHour - 1) / QuartersOfAnHour, columns);
    }

    private static TimelineColumn ColumnOf(string name, IEnumerable<ActivityView> activities, DateOnly day, int firstHour)
    {
        var ends = new List<int>();
        var blocks = new List<TimelineBlock>();
        foreach (var activity in activities.OrderBy(activity => activity.StartsAt).ThenByDescending(activity => activity.EndsAt))
        {
            var from = QuarterOf(activity.StartsAt!.Value, day, up: false) - (firstHour * QuartersOfAnHour) + 1;
            var quarters = Math.Max(1, EndOf(activity, day, firstHour) - (firstHour * QuartersOfAnHour) + 1 - from);
            var lane = ends.FindIndex(end => end <= from);
            if (lane < 0 && ends.Count < MostLanes)
            {
                ends.Add(0);
            }

            lane = lane < 0 ? ends.Count - 1 : lane;
            ends[lane] = from + quarters;
            blocks.Add(new TimelineBlock(activity, from, quarters, lane + 1));
        }

        return new TimelineColumn(name, ends.Count, blocks);
    }

    private static IEnumerable<string> ColumnsOf(ActivityView activity, bool byHost) =>
        !byHost ? [activity.Place?.Name is { Length: > 0 } place ? place : Site.Texts.Where(activity)]
        : activity.Hosts is { Count: > 0 } hosts ? hosts.Distinct()
        : [Languages.Choose("Utan värd", "Without a host")];

    /// <summary>What goes on after midnight stands with the day on which it began, as far as a whole day reaches.</summary>
    private static int EndOf(ActivityView activity, DateOnly day, int firstHour) =>
        Math.Min(QuarterOf(activity.EndsAt!.Value, day, up: true), (firstHour * QuartersOfAnHour) + MostQuarters);

    /// <summary>From the day's midnight.</summary>
    private static int QuarterOf(DateTimeOffset moment, DateOnly day, bool up)
    {
        var minutes = (int)(Stockholm.WallClock(moment) - day.ToDateTime(default)).TotalMinutes;
        return (minutes + (up ? 14 : 0)) / 15;
    }
}
