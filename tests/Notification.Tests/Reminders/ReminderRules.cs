using System.Globalization;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Reminders;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Reminders;

/// <summary>When people are reminded, and when it is no longer of use: given an activity and the time.</summary>
public sealed class When_people_are_reminded
{
    private static readonly ActivityState Activity = Some.Activity();
    private static readonly DateTimeOffset DayBefore = Activity.StartsAt.AddDays(-1);
    private static readonly DateTimeOffset TwoHoursBefore = Activity.StartsAt.AddHours(-2);

    [Theory]
    [InlineData("2026-10-06T09:30+02:00", "2026-10-05T09:30+02:00", "a day like others")]
    [InlineData("2026-10-25T09:30+01:00", "2026-10-24T09:30+02:00", "25 hours before: the clock is put back in between")]
    [InlineData("2027-03-28T09:30+02:00", "2027-03-27T09:30+01:00", "23 hours before: it is put forward in between")]
    [InlineData("2026-10-26T02:30+01:00", "2026-10-25T02:30+02:00", "the day before shows it twice: the first time")]
    [InlineData("2027-03-29T02:30+02:00", "2027-03-28T03:30+02:00", "the day before never shows it: an hour later")]
    [InlineData("2027-03-01T00:15+01:00", "2027-02-28T00:15+01:00", "another month")]
    public void The_day_before_is_at_the_same_time_on_the_clock_on_the_wall(string starts, string reminded, string why) =>
        ReminderTimes.Of(NotificationKind.ReminderDayBefore, Time(starts)).ShouldBe(Time(reminded), why);

    [Theory]
    [InlineData("2026-10-25T03:30+01:00", "2026-10-25T02:30+02:00", "the hour between two and three comes twice")]
    [InlineData("2027-03-28T03:30+02:00", "2027-03-28T00:30+01:00", "it never comes")]
    public void Two_hours_before_is_two_hours_whatever_the_clock_shows(string starts, string reminded, string why) =>
        ReminderTimes.Of(NotificationKind.ReminderSoon, Time(starts)).ShouldBe(Time(reminded), why);

    [Fact]
    public void Given_a_new_activity_both_are_set() =>
        ReminderTimes.Decide(null, Activity, Some.Now).ShouldBe([Day(DayBefore), Soon(TwoHoursBefore)]);

    [Fact]
    public void One_whose_time_has_passed_is_not_set()
    {
        ReminderTimes.Decide(null, Activity, DayBefore).ShouldBe([Day(null), Soon(TwoHoursBefore)]);
        ReminderTimes.Decide(null, Activity, TwoHoursBefore).ShouldBe([Day(null), Soon(null)]);
    }

    [Fact]
    public void When_the_activity_moves_they_move_and_when_it_is_cancelled_they_are_dropped()
    {
        var moved = Activity with { StartsAt = Activity.StartsAt.AddDays(3) };
        ReminderTimes.Decide(Activity, moved, Some.Now).ShouldBe([Day(DayBefore.AddDays(3)), Soon(TwoHoursBefore.AddDays(3))]);
        ReminderTimes.Decide(Activity, Activity with { Status = ActivityStatus.Cancelled }, Some.Now).ShouldBe([Day(null), Soon(null)]);
        ReminderTimes.Decide(Activity with { Status = ActivityStatus.Cancelled }, Activity, Some.Now).ShouldBe([Day(DayBefore), Soon(TwoHoursBefore)]);
    }

    [Fact]
    public void When_something_else_changes_they_stay_also_where_one_is_just_due() =>
        ReminderTimes.Decide(Activity, Activity with { Capacity = 7 }, DayBefore).ShouldBeEmpty();

    [Fact]
    public void Reminding_of_the_same_start_is_one_decision_and_of_another_start_another()
    {
        var one = ReminderTimes.DecisionOf(NotificationKind.ReminderSoon, Activity.Id, Activity.StartsAt);
        ReminderTimes.DecisionOf(NotificationKind.ReminderSoon, Activity.Id, Activity.StartsAt.ToOffset(TimeSpan.FromHours(2))).ShouldBe(one);
        ReminderTimes.DecisionOf(NotificationKind.ReminderDayBefore, Activity.Id, Activity.StartsAt).ShouldNotBe(one);
        ReminderTimes.DecisionOf(NotificationKind.ReminderSoon, Activity.Id, Activity.StartsAt.AddHours(1)).ShouldNotBe(one);
    }

    [Fact]
    public void A_written_one_is_overtaken_when_what_it_says_is_not_so_any_more()
    {
        var registration = Some.Known(Some.Registration(Activity.Id));
        IsOvertaken(Activity, registration).ShouldBeFalse();
        IsOvertaken(Activity with { Capacity = 7 }, registration).ShouldBeFalse();
        IsOvertaken(Activity with { StartsAt = Activity.StartsAt.AddHours(1) }, registration).ShouldBeTrue();
        IsOvertaken(Activity with { Status = ActivityStatus.Cancelled }, registration).ShouldBeTrue();
        IsOvertaken(Activity with { CalendarSequence = 1 }, registration).ShouldBeTrue("it is somewhere else");
        IsOvertaken(Activity, KnownRegistration.Leave(registration, new(registration.Id), Activity.Id)).ShouldBeTrue();
    }

    [Fact]
    public void One_that_could_not_be_handed_over_in_time_is_not_sent()
    {
        IsTooLate(NotificationKind.ReminderSoon, Activity.StartsAt.AddSeconds(-1)).ShouldBeFalse();
        IsTooLate(NotificationKind.ReminderSoon, Activity.StartsAt).ShouldBeTrue();
        IsTooLate(NotificationKind.ReminderDayBefore, TwoHoursBefore.AddSeconds(-1)).ShouldBeFalse();
        IsTooLate(NotificationKind.ReminderDayBefore, TwoHoursBefore).ShouldBeTrue("the other one tells the same");
        Deliver.HandOver(Reminder(NotificationKind.ReminderSoon), Activity.StartsAt, SuppressedBecause.TooLate).Events
            .ShouldBe([new Suppressed(SuppressedBecause.TooLate, Activity.StartsAt)]);
    }

    [Fact]
    public void One_that_was_overtaken_is_not_handed_over_and_one_that_has_ended_stays_as_it_is()
    {
        Deliver.HandOver(Reminder(NotificationKind.ReminderSoon), Some.Now, SuppressedBecause.Overtaken).Events
            .ShouldBe([new Suppressed(SuppressedBecause.Overtaken, Some.Now)]);
        Deliver.HandOver(Reminder(NotificationKind.ReminderSoon, new Suppressed(SuppressedBecause.Erased, Some.Now)), Activity.StartsAt, SuppressedBecause.Overtaken)
            .Events.ShouldBeEmpty();
    }

    private static bool IsOvertaken(ActivityState activity, KnownRegistration registration) =>
        ReminderTimes.IsOvertaken(new Reminder(Activity.StartsAt, Activity.CalendarSequence), Some.Known(activity), registration);

    private static bool IsTooLate(NotificationKind kind, DateTimeOffset now) => StopsReminders.IsTooLate(Reminder(kind), now);

    private static Notification Reminder(NotificationKind kind, params object[] more) => Some.Notification([
        Some.Requested(Some.Registration(Activity.Id), (at, booking) =>
            new ReminderContent(kind, at, booking, new Reminder(Activity.StartsAt, Activity.CalendarSequence))),
        new Composed("Ämne", "Text", Some.Now),
        .. more]);

    private static ReminderSet Day(DateTimeOffset? at) => new(NotificationKind.ReminderDayBefore, at);

    private static ReminderSet Soon(DateTimeOffset? at) => new(NotificationKind.ReminderSoon, at);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
