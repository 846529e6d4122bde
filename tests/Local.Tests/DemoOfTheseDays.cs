using BusinessFocus.Local.Run;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

public sealed class DemoOfTheseDays
{
    [Fact]
    public void At_whatever_moment_something_has_just_begun_and_something_begins_within_the_hour()
    {
        for (var now = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero); now < new DateTimeOffset(2027, 4, 15, 0, 0, 0, TimeSpan.Zero); now = now.AddMinutes(7))
        {
            var (edition, activities) = (DemoNow.At(now), DemoNow.ActivitiesAt(now));

            activities.ShouldContain(activity => activity.StartsAt <= now && now - activity.StartsAt < TimeSpan.FromMinutes(15) && activity.EndsAt > now);
            DemoNow.IsEnough(activities.Select(activity => activity.StartsAt), now).ShouldBeTrue();
            activities.ShouldAllBe(activity => activity.StartsAt < now.AddHours(1), "its door is open");
            edition.Monday.DayOfWeek.ShouldBe(DayOfWeek.Monday);
            activities.SelectMany(activity => new[] { DayOf(activity.StartsAt), DayOf(activity.EndsAt) })
                .ShouldAllBe(day => day >= edition.StartsOn && day <= edition.EndsOn);
        }
    }

    [Fact]
    public void When_what_was_soon_has_begun_it_takes_something_new()
    {
        var now = new DateTimeOffset(2026, 11, 28, 12, 2, 0, TimeSpan.Zero);
        var starts = DemoNow.ActivitiesAt(now).Select(activity => activity.StartsAt).ToList();

        DemoNow.IsEnough(starts, now.AddMinutes(20)).ShouldBeTrue();
        DemoNow.IsEnough(starts, now.AddMinutes(40)).ShouldBeFalse();
        DemoNow.IsEnough([], now).ShouldBeFalse();
    }

    [Fact]
    public void The_programme_of_the_fortnight_keeps_its_weekdays_and_times()
    {
        var edition = DemoNow.At(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

        (edition.StartsOn, edition.EndsOn, edition.Slug).ShouldBe((new DateOnly(2026, 11, 22), new DateOnly(2026, 12, 7), "lerum-nu-2026-11-23"));
        edition.Programme("meeting,2027-10-05T07:30,2027-10-15T09:00,Invigning").ShouldBe("meeting,2026-11-24T07:30,2026-12-04T09:00,Invigning");
    }

    private static DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime);
}
