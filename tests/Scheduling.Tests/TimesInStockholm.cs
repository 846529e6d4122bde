using System.Globalization;

namespace BusinessFocus.Scheduling.Tests;

public sealed class TimesInStockholm
{
    [Theory]
    [InlineData("2026-10-05T07:30", "2026-10-05T05:30:00Z")]
    [InlineData("2026-12-05T07:30", "2026-12-05T06:30:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")]
    public void A_wall_clock_time_is_one_moment(string wallClock, string moment) =>
        Stockholm.Moment(Parse(wallClock)).ShouldBe(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));

    [Fact]
    public void A_time_that_summer_time_skips_is_none() => Stockholm.Moment(Parse("2026-03-29T02:30")).ShouldBeNull();

    [Fact]
    public void A_day_begins_at_midnight_in_Stockholm() =>
        Stockholm.DayOf(new DateTimeOffset(2026, 10, 5, 22, 30, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 10, 6));

    private static DateTime Parse(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
