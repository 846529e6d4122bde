using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Programme;

public sealed class LayingOutTheTimeline
{
    private static readonly DateOnly Day = new(2027, 10, 5);

    [Fact]
    public void A_day_goes_from_its_first_hour_to_its_last_on_the_clock_in_Sweden()
    {
        var day = Of(byHost: false, At("2027-10-05T06:30Z", "Aspen"), At("2027-10-05T12:10Z", "Mjörn"));

        (day.FirstHour, day.LastHour).ShouldBe((8, 16));
        var block = day.Columns[0].Blocks.ShouldHaveSingleItem();
        (block.From, block.Quarters, block.Lane).ShouldBe((3, 4, 1));
    }

    [Fact]
    public void What_is_at_the_same_time_in_one_place_stands_side_by_side_and_what_follows_takes_the_first_lane_again()
    {
        var column = Of(byHost: false, At("2027-10-05T06:00Z", "Aspen"), At("2027-10-05T06:30Z", "Aspen"), At("2027-10-05T07:00Z", "Aspen")).Columns.ShouldHaveSingleItem();

        column.Lanes.ShouldBe(2);
        column.Blocks.Select(block => block.Lane).ShouldBe([1, 2, 1]);
    }

    [Fact]
    public void With_two_hosts_it_stands_with_each()
    {
        var activity = At("2027-10-05T06:00Z", "Aspen");
        activity.Hosts = ["Rektor", "KSO"];

        Of(byHost: true, activity).Columns.Select(column => column.Name).ShouldBe(["KSO", "Rektor"]);
    }

    [Fact]
    public void What_goes_on_over_midnight_stands_whole_with_the_day_on_which_it_began()
    {
        var late = At("2027-10-05T21:30Z", "Torget");
        late.EndsAt = Some.At("2027-10-06T01:00Z");

        var day = Of(byHost: false, late);

        (day.FirstHour, day.LastHour).ShouldBe((23, 27));
        day.Columns[0].Blocks[0].Quarters.ShouldBe(14);
    }

    [Fact]
    public void What_goes_on_for_days_ends_where_there_are_no_more_styles()
    {
        var market = At("2027-10-05T06:00Z", "Torget");
        market.EndsAt = Some.At("2027-10-07T06:00Z");

        var day = Of(byHost: false, market);

        (day.FirstHour, day.LastHour).ShouldBe((8, 32));
        day.Columns[0].Blocks[0].Quarters.ShouldBe(Timeline.MostQuarters);
    }

    [Fact]
    public void There_are_never_more_lanes_than_there_are_styles_for() =>
        Of(byHost: false, [.. Enumerable.Range(0, 9).Select(_ => At("2027-10-05T06:00Z", "Aspen"))]).Columns[0].Lanes.ShouldBe(Timeline.MostLanes);

    private static TimelineDay Of(bool byHost, params ActivityView[] activities) =>
        Some.In("sv-SE", () => Timeline.Of([(Day, activities)], byHost)).Days.ShouldHaveSingleItem();

    private static ActivityView At(string startsAt, string place)
    {
        var activity = Some.Activity(startsAt);
        activity.Place = new Place { Name = place };
        return activity;
    }
}
