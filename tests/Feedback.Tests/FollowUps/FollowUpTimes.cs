using System.Globalization;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.FollowUps;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>Due dates and reminders, by the calendar and the clock in Lerum.</summary>
public sealed class FollowUpTimes
{
    [Theory]
    [InlineData("2027-10-05T14:00+02:00", 1, "2027-10-06T17:00+02:00", "Tuesday to Wednesday")]
    [InlineData("2027-10-05T23:59+02:00", 1, "2027-10-06T17:00+02:00", "the day that it is asked does not count, however late")]
    [InlineData("2027-10-05T22:30+00:00", 1, "2027-10-07T17:00+02:00", "it is Wednesday in Lerum already")]
    [InlineData("2027-10-08T09:00+02:00", 1, "2027-10-11T17:00+02:00", "Friday to Monday")]
    [InlineData("2027-10-09T09:00+02:00", 1, "2027-10-11T17:00+02:00", "Saturday to Monday")]
    [InlineData("2027-10-10T09:00+02:00", 5, "2027-10-15T17:00+02:00", "Sunday to Friday: a whole week")]
    [InlineData("2027-10-28T09:00+02:00", 5, "2027-11-04T17:00+01:00", "the clock is put back in between")]
    [InlineData("2027-03-26T09:00+01:00", 2, "2027-03-30T17:00+02:00", "the clock is put forward in between")]
    [InlineData("2027-10-05T09:00+02:00", 60, "2027-12-28T17:00+01:00", "twelve weeks; holidays are not known")]
    public void Days_to_answer_are_Monday_to_Friday_and_end_in_the_afternoon(string asked, int days, string due, string why) =>
        WorkingDays.EndOf(Moment(asked), days).ShouldBe(Moment(due), why);

    [Theory]
    [InlineData("2027-10-12T17:00+02:00", "2027-10-05T10:00+02:00", "2027-10-11T08:00+02:00", "the morning before")]
    [InlineData("2027-10-11T17:00+02:00", "2027-10-05T10:00+02:00", "2027-10-08T08:00+02:00", "due on Monday: Friday morning")]
    [InlineData("2027-10-12T17:00+02:00", "2027-10-11T08:00+02:00", "2027-10-12T17:00+02:00", "when it falls due")]
    [InlineData("2027-10-12T17:00+02:00", "2027-10-11T10:00+02:00", "2027-10-12T17:00+02:00", "asked the day before: the case itself told so")]
    [InlineData("2027-10-12T17:00+02:00", "2027-10-12T17:00+02:00", "2027-10-19T17:00+02:00", "a week later")]
    [InlineData("2027-10-26T17:00+02:00", "2027-10-26T17:01+02:00", "2027-11-02T17:00+01:00", "a week later by the clock on the wall, which is put back")]
    [InlineData("2027-10-12T17:00+02:00", "2027-11-01T12:00+01:00", "2027-11-02T17:00+01:00", "down for weeks: what was missed is not made up for")]
    public void An_area_is_reminded_before_it_is_due_when_it_is_and_each_week(string due, string after, string next, string why) =>
        ReminderTimes.Next(Moment(due), Moment(after)).ShouldBe(Moment(next), why);

    [Fact]
    public void Nothing_is_left_to_remind_of_after_four_times_or_without_a_due_date()
    {
        var due = Moment("2027-10-12T17:00+02:00");
        ReminderTimes.Next(due, due, overdue: 3).ShouldBe(Moment("2027-10-19T17:00+02:00"));
        ReminderTimes.Next(due, due, overdue: 4).ShouldBeNull();
        ReminderTimes.Next(null, due).ShouldBeNull();
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
