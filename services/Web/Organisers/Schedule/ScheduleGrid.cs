using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Schedule;

/// <summary>An activity where it stands in its column.</summary>
/// <param name="Row">The quarter of an hour in which it begins: 1 is the first of the grid.</param>
/// <param name="Span">How many quarters it takes.</param>
/// <param name="Lane">1 is the leftmost; those at the same time stand side by side.</param>
public sealed record Block(ActivityView Activity, int Row, int Span, int Lane);

/// <summary>A day, or a venue or a host on one.</summary>
/// <param name="Venue">Where what is dropped here is to be; null where the column says no venue.</param>
/// <param name="Host">With whom; null where the column says no host.</param>
/// <param name="Lanes">How many stand side by side at most.</param>
public sealed record Column(string Name, DateOnly Day, Guid? Venue, Guid? Host, IReadOnlyList<Block> Blocks, int Lanes);

/// <summary>The schedule as a grid: days, or lanes of one day, across; quarters of an hour down.</summary>
/// <param name="FirstHour">0 to 23, on the clock in Europe/Stockholm.</param>
/// <param name="LastHour">After the first; 24 is midnight, and past it what goes on after midnight ends.</param>
/// <param name="Monday">Of the week that is shown, or that the day is in.</param>
public sealed record ScheduleGrid(IReadOnlyList<Column> Columns, int FirstHour, int LastHour, DateOnly Monday, IReadOnlyList<DateOnly> Weeks)
{
    public const int MinutesARow = 15;
    public const int MostLanes = 8;

    public int Rows => (LastHour - FirstHour) * 60 / MinutesARow;

    public static ScheduleGrid Of(PlanNow plan, ScheduleChoice choice, DateTimeOffset now)
    {
        // The slots of an open house are booked by time, and stand in it.
        var planned = plan.Activities
            .Where(activity => activity.Status != ActivityViewStatus.Cancelled && !PlanNow.IsSlot(activity))
            .OrderBy(activity => activity.StartsAt)
            .ThenByDescending(activity => activity.EndsAt)
            .ToList();
        var weeks = plan.Days.Select(MondayOf).Distinct().ToList();
        var day = WrittenDay.Read(choice.Day) is { } chosen && chosen >= plan.FirstDay && chosen <= plan.LastDay ? chosen : (DateOnly?)null;
        var today = Stockholm.DayOf(now);
        var usual = today >= plan.FirstDay && today <= plan.LastDay ? MondayOf(today) : planned is [var first, ..] ? MondayOf(PlanNow.DayOf(first)) : weeks[0];
        var monday = day is { } one ? MondayOf(one) : WrittenDay.Read(choice.Week) is { } week && weeks.Contains(MondayOf(week)) ? MondayOf(week) : usual;
        var shown = planned.Where(activity => day is { } only ? PlanNow.DayOf(activity) == only : MondayOf(PlanNow.DayOf(activity)) == monday).ToList();
        var hours = HoursOf(shown);
        var columns = day is { } lanesOf
            ? LanesOf(plan, lanesOf, choice.ByHost, shown, hours)
            : plan.Days.Where(each => MondayOf(each) == monday).Select(each =>
                ColumnOf(each.ToString("ddd d MMM", CultureInfo.CurrentCulture), each, null, null, shown.Where(activity => PlanNow.DayOf(activity) == each), hours));
        return new ScheduleGrid([.. columns], hours.First, hours.Last, monday, weeks);
    }

    private static IEnumerable<Column> LanesOf(PlanNow plan, DateOnly day, bool byHost, IReadOnlyList<ActivityView> shown, (int First, int Last) hours)
    {
        var lanes = byHost
            ? plan.Hosts.Where(host => shown.Any(activity => Has(activity, host))).Select(host =>
                ColumnOf(host.Name!, day, null, host.Id, shown.Where(activity => Has(activity, host)), hours))
            : plan.Venues.Where(venue => venue.Shared != false || shown.Any(activity => activity.Organiser?.VenueId == venue.Id)).Select(venue =>
                ColumnOf(venue.Name!, day, venue.Id, null, shown.Where(activity => activity.Organiser?.VenueId == venue.Id), hours));
        foreach (var lane in lanes)
        {
            yield return lane;
        }

        var without = shown.Where(activity => byHost ? activity.Organiser?.HostIds is not { Count: > 0 } : activity.Organiser?.VenueId is null).ToList();
        if (without.Count > 0)
        {
            yield return ColumnOf(byHost ? Languages.Choose("Utan värd", "Without a host") : Languages.Choose("Utan lokal", "Without a venue"), day, null, null, without, hours);
        }
    }

    private static bool Has(ActivityView activity, HostView host) => activity.Organiser?.HostIds?.Contains(host.Id) is true;

    private static Column ColumnOf(string name, DateOnly day, Guid? venue, Guid? host, IEnumerable<ActivityView> activities, (int First, int Last) hours)
    {
        var blocks = new List<Block>();
        var until = new List<int>();
        foreach (var activity in activities)
        {
            var row = Math.Max(1, (MinuteOf(activity.StartsAt!.Value) - (hours.First * 60)) / MinutesARow + 1);
            var span = Math.Clamp((int)Math.Ceiling((activity.EndsAt!.Value - activity.StartsAt.Value).TotalMinutes / MinutesARow), 1, Math.Max(1, ((hours.Last - hours.First) * 60 / MinutesARow) + 1 - row));
            var lane = until.FindIndex(end => end <= row);
            if (lane < 0)
            {
                lane = Math.Min(until.Count, MostLanes - 1);
                if (lane == until.Count)
                {
                    until.Add(0);
                }
            }

            until[lane] = Math.Max(until[lane], row + span);
            blocks.Add(new Block(activity, row, span, lane + 1));
        }

        return new Column(name, day, venue, host, blocks, Math.Max(1, until.Count));
    }

    /// <summary>At least the working day, and all that is planned, as far as a whole day reaches. What goes on after midnight stands with the day on which it began.</summary>
    private static (int First, int Last) HoursOf(IReadOnlyCollection<ActivityView> shown)
    {
        var first = shown.Select(activity => MinuteOf(activity.StartsAt!.Value) / 60).Append(8).Min();
        var last = shown.Select(activity => (int)Math.Ceiling((Stockholm.WallClock(activity.EndsAt!.Value) - PlanNow.DayOf(activity).ToDateTime(default)).TotalHours)).Append(18).Max();
        return (first, Math.Min(last, first + 24));
    }

    private static int MinuteOf(DateTimeOffset moment) => (int)Stockholm.WallClock(moment).TimeOfDay.TotalMinutes;

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
