using BusinessFocus.Contracts;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Registration.Participation;

/// <summary>
/// The seats of an edition by day, counted from what each event says is taken after it: of whom it tells is not looked at, so that people who were
/// forgotten count as before.
/// </summary>
public sealed class SeatsByDay
{
    private readonly Dictionary<Guid, Counted> activities = [];
    private readonly SortedDictionary<DateOnly, Change> days = [];

    private readonly record struct Counted(long Version, int Seats);

    private readonly record struct Change(int Confirmed, int GivenUp);

    /// <summary>The version of an activity's stream that is counted; 0 where none is.</summary>
    public long VersionOf(Guid activity) => activities.GetValueOrDefault(activity).Version;

    /// <summary>Counts the next event of an activity; one that is counted already changes nothing.</summary>
    /// <param name="seats">How many are confirmed after it.</param>
    /// <param name="at">When it was stored.</param>
    public void Put(Guid activity, long version, int seats, DateTimeOffset at)
    {
        var before = activities.GetValueOrDefault(activity);
        if (version <= before.Version)
        {
            return;
        }

        activities[activity] = new Counted(version, seats);
        var more = seats - before.Seats;
        if (more != 0)
        {
            var day = Stockholm.DayOf(at);
            var change = days.GetValueOrDefault(day);
            days[day] = new Change(change.Confirmed + Math.Max(0, more), change.GivenUp + Math.Max(0, -more));
        }
    }

    /// <summary>Each day from the first to the last on which something changed.</summary>
    public EditionByDay Of(EditionId edition, DateTimeOffset beginsAt)
    {
        var startsOn = Stockholm.DayOf(beginsAt);
        var all = new List<DayOfSeats>();
        var seats = 0;
        if (days.Count > 0)
        {
            var last = days.Keys.Last();
            for (var day = days.Keys.First(); day <= last; day = day.AddDays(1))
            {
                var change = days.GetValueOrDefault(day);
                seats += change.Confirmed - change.GivenUp;
                all.Add(new DayOfSeats(day, startsOn.DayNumber - day.DayNumber, change.Confirmed, change.GivenUp, seats));
            }
        }

        return new EditionByDay(edition, startsOn, all);
    }
}
