using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Timetable;
using static BusinessFocus.Scheduling.Tests.Given;

namespace BusinessFocus.Scheduling.Tests.Timetable;

public sealed class SuggestingTimes
{
    private const string Day = "2026-10-06";

    private static readonly SuggestTimes.Request AnHour = new(60, [Mayor], Theatre, Near: At(Day, "09:00"), Limit: 3);

    [Fact]
    public void The_wanted_time_comes_first_where_it_is_free() =>
        Starts(Edition(), AnHour).ShouldBe(["2026-10-06 09:00", "2026-10-06 08:45", "2026-10-06 09:15"]);

    [Fact]
    public void The_nearest_times_around_what_is_taken_are_suggested()
    {
        var taken = AnActivity(APlan(Day, "08:30", "10:00") with { HostIds = [Mayor] });

        Starts(Edition(taken), AnHour).ShouldBe(["2026-10-06 10:00", "2026-10-06 10:15", "2026-10-06 10:30"]);
    }

    [Fact]
    public void An_activity_that_is_to_move_is_not_in_its_own_way()
    {
        var moving = AnActivity(APlan(Day, "08:30", "10:00") with { HostIds = [Mayor] });

        Starts(Edition(moving), AnHour with { ActivityId = moving.ActivityId, Limit = 1 }).ShouldBe(["2026-10-06 09:00"]);
    }

    [Fact]
    public void Without_a_wish_the_earliest_come_first() =>
        Starts(Edition(), AnHour with { Near = null, Limit = 1 }).ShouldBe(["2026-10-05 08:00"]);

    [Fact]
    public void What_is_past_is_not_suggested() =>
        SuggestTimes.In(Edition(), AnHour with { Near = null, Limit = 1 }, At(Day, "10:07"))
            .ShouldHaveSingleItem().StartsAt.ShouldBe(At(Day, "10:15"));

    [Fact]
    public void Days_and_hours_can_be_narrowed() =>
        Starts(Edition(), AnHour with { From = new(2026, 10, 7), To = new(2026, 10, 7), Earliest = new(13, 0), Latest = new(14, 15), Limit = 9 })
            .ShouldBe(["2026-10-07 13:00", "2026-10-07 13:15"]);

    [Fact]
    public void Weekends_are_left_out_unless_they_are_asked_for()
    {
        var saturday = AnHour with { From = new(2026, 10, 10), To = new(2026, 10, 11), Near = null, Limit = 1 };

        Starts(Edition(), saturday).ShouldBeEmpty();
        Starts(Edition(), saturday with { Weekends = true }).ShouldBe(["2026-10-10 08:00"]);
    }

    [Fact]
    public void The_working_hours_of_the_host_are_kept()
    {
        var edition = Edition();
        var mayor = edition.Hosts[Mayor] with { WorkingHours = [new WeeklyHours(DayOfWeek.Tuesday, new(13, 0), new(15, 0))] };

        Starts(edition.With(mayor), AnHour with { Limit = 9 }).ShouldBe(
            ["2026-10-06 13:00", "2026-10-06 13:15", "2026-10-06 13:30", "2026-10-06 13:45", "2026-10-06 14:00",
             "2026-10-13 13:00", "2026-10-13 13:15", "2026-10-13 13:30", "2026-10-13 13:45"]);
    }

    [Fact]
    public void In_the_night_when_summer_time_ends_each_time_on_the_clock_is_suggested_once_and_lasts_as_long_as_asked_for()
    {
        var night = AnHour with { Near = null, Earliest = new(1, 30), Latest = new(4, 0), Weekends = true, Limit = 50 };
        var edition = Around(new DateOnly(2026, 10, 25));

        var times = SuggestTimes.In(edition, night, Now);

        times.Select(time => Clock(time.StartsAt)).ShouldBe(
            ["2026-10-25 01:30", "2026-10-25 01:45", "2026-10-25 02:00", "2026-10-25 02:15", "2026-10-25 02:30",
             "2026-10-25 02:45", "2026-10-25 03:00"]);
        times.ShouldAllBe(time => time.EndsAt - time.StartsAt == TimeSpan.FromHours(1));
        times[^1].EndsAt.ShouldBe(new DateTimeOffset(2026, 10, 25, 3, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void In_the_night_when_summer_time_begins_no_time_is_suggested_that_the_clock_never_shows()
    {
        var night = AnHour with { Near = null, Earliest = new(1, 30), Latest = new(4, 30), Weekends = true, Limit = 50 };

        SuggestTimes.In(Around(new DateOnly(2027, 3, 28)), night, Now).Select(time => Clock(time.StartsAt)).ShouldBe(
            ["2027-03-28 01:30", "2027-03-28 01:45", "2027-03-28 03:00", "2027-03-28 03:15", "2027-03-28 03:30"]);
    }

    private static EditionPlan Around(DateOnly day)
    {
        var edition = Edition();
        return edition with { Edition = edition.Edition with { StartsOn = day, EndsOn = day } };
    }

    private static List<string> Starts(EditionPlan edition, SuggestTimes.Request request) =>
        SuggestTimes.In(edition, request, Now).Select(time => Clock(time.StartsAt)).ToList();

    private static string Clock(DateTimeOffset moment) =>
        Stockholm.WallClock(moment).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
