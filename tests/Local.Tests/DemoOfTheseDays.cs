using BusinessFocus.Local.Run;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

public sealed class DemoOfTheseDays
{
    [Fact]
    public void At_whatever_moment_something_has_just_begun_and_something_begins_within_the_hour()
    {
        // Of half a year each seventh minute: one assertion about all of them, for each compiles what it says.
        var first = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var moments = Enumerable.Range(0, 196 * 24 * 60 / 7).Select(number => first.AddMinutes(number * 7)).ToList();

        moments.Where(now => !DemoNow.ActivitiesAt(now).Any(activity => activity.StartsAt <= now && now - activity.StartsAt < TimeSpan.FromMinutes(15) && activity.EndsAt > now))
            .ShouldBeEmpty("something has just begun");
        moments.Where(now => !DemoNow.IsEnough(DemoNow.ActivitiesAt(now).Select(activity => activity.StartsAt), now)).ShouldBeEmpty();
        moments.Where(now => !DemoNow.ActivitiesAt(now).All(activity => activity.StartsAt < now.AddHours(1))).ShouldBeEmpty("its door is open");
        moments.Where(now => DemoNow.At(now).Monday.DayOfWeek != DayOfWeek.Monday).ShouldBeEmpty();
        moments.Where(now => !DemoNow.ActivitiesAt(now).SelectMany(activity => new[] { DayOf(activity.StartsAt), DayOf(activity.EndsAt) }).All(day => day >= DemoNow.At(now).StartsOn && day <= DemoNow.At(now).EndsOn)).ShouldBeEmpty();
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

    [Fact]
    public void It_is_called_after_its_month()
    {
        DemoNow.At(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero)).Name.ShouldBe(("Business Focus Lerum, november 2026", "Business Focus Lerum, November 2026"));
    }

    [Fact]
    public void Conversations_are_on_the_weekdays_that_are_left_and_on_the_last_day_else()
    {
        var (thursday, last) = (new DateOnly(2026, 11, 26), new DateOnly(2026, 12, 7));

        DemoConversations.DaysAfter(thursday, last).ShouldBe([new(2026, 11, 27), new(2026, 11, 30), new(2026, 12, 1), new(2026, 12, 2)]);
        DemoConversations.DaysAfter(new DateOnly(2026, 12, 6), last).ShouldBe([last]);
        DemoConversations.DaysAfter(new DateOnly(2026, 12, 4), new DateOnly(2026, 12, 6)).ShouldBe([new(2026, 12, 6)]);
        DemoConversations.DaysAfter(last, last).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(8, true, 8)]
    [InlineData(8, false, 14)]
    [InlineData(12, true, 12)]
    [InlineData(40, false, 10)]
    public void A_small_activity_is_full_and_has_a_line_before_it_begins(int capacity, bool hasBegun, int seats)
    {
        Enumerable.Range(0, DemoGuests.HowMany(capacity, hasBegun)).Sum(guest => DemoGuests.SeatsFor(capacity, guest)).ShouldBe(seats);
    }

    private static DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime);
}
