using BusinessFocus.Domain.Tokens;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Tokens;

/// <summary>Which of several keys signs, and which are read, without files. A key is its time here.</summary>
public sealed class KeySchedules
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset First = DateTimeOffset.UnixEpoch;
    private static readonly KeySchedule Schedule = new(TimeSpan.FromDays(30));

    [Fact]
    public void The_newest_whose_time_has_come_signs()
    {
        At(Now, Now.AddDays(-1), First).ShouldBe([Now.AddDays(-1), First]);
        At(Now, First).ShouldBe([First]);
        At(Now, First, Now).ShouldBe([Now, First]);
    }

    [Fact]
    public void One_that_comes_is_read_and_does_not_sign()
    {
        At(Now, First, Now.AddSeconds(1)).ShouldBe([First, Now.AddSeconds(1)]);
    }

    [Fact]
    public void One_that_signed_is_read_until_its_time_after_the_next_one_has_taken_over()
    {
        var (next, last) = (Now.AddDays(-30), Now.AddDays(-2));

        At(Now.AddSeconds(-1), First, next, last).ShouldBe([last, next, First]);
        At(Now, First, next, last).ShouldBe([last, next]);
        At(last.AddDays(30), First, next, last).ShouldBe([last]);
    }

    [Fact]
    public void Where_only_one_is_left_that_does_not_sign_yet_it_does()
    {
        At(Now, Now.AddMinutes(5)).ShouldBe([Now.AddMinutes(5)]);
        At(Now, Now.AddMinutes(5), Now.AddMinutes(7)).ShouldBe([Now.AddMinutes(5), Now.AddMinutes(7)]);
        At(Now).ShouldBeEmpty();
    }

    [Fact]
    public void The_next_one_signs_when_everybody_has_seen_it()
    {
        KeySchedule.NextAfter([First], Now.AddMilliseconds(700)).ShouldBe(Now + KeySchedule.ShownBefore);
    }

    [Fact]
    public void Asked_twice_there_is_one_next_one()
    {
        var next = KeySchedule.NextAfter([First], Now);

        KeySchedule.NextAfter([First, next], Now.AddMinutes(9)).ShouldBe(next);
        KeySchedule.NextAfter([First, next], next).ShouldBe(next + KeySchedule.ShownBefore);
    }

    private static IReadOnlyList<DateTimeOffset> At(DateTimeOffset now, params DateTimeOffset[] keys) => Schedule.At(keys, key => key, now);
}
