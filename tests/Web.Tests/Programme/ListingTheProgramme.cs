using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Programme;

public sealed class ListingTheProgramme
{
    [Fact]
    public void Each_day_of_the_edition_stands_in_the_strip_with_how_much_there_is()
    {
        var list = ProgrammeList.Of(Some.Programme((Some.Activity("2027-10-05T08:00Z"), 3), (Some.Activity("2027-10-05T06:00Z"), 3)), ProgrammeFilter.Everything, Some.Now);

        list.Days.Count.ShouldBe(12);
        list.Days.Single(day => day.Count > 0).ShouldBe(new ProgrammeDay(new DateOnly(2027, 10, 5), 2));
        list.Shown.ShouldHaveSingleItem().Activities.Select(activity => activity.StartsAt!.Value.Hour).ShouldBe([6, 8]);
    }

    [Fact]
    public void What_begins_after_midnight_in_Lerum_stands_on_the_day_it_has_there()
    {
        var list = ProgrammeList.Of(Some.Programme((Some.Activity("2027-10-05T22:30Z"), 1)), ProgrammeFilter.Everything, Some.Now);

        list.Shown.ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2027, 10, 6));
    }

    [Fact]
    public void Conversations_are_booked_elsewhere_and_are_no_programme()
    {
        var slot = Some.Activity("2027-10-05T08:00Z", ActivityKind.OpenHouse, capacity: 1);
        var whole = Some.Activity("2027-10-05T08:00Z", ActivityKind.OpenHouse, capacity: 0);

        ProgrammeList.Of(Some.Programme((slot, 1), (whole, 0)), ProgrammeFilter.Everything, Some.Now).Shown.Single().Activities.ShouldBe([whole]);
    }

    [Fact]
    public void While_it_is_on_the_list_begins_today_and_an_earlier_day_is_shown_when_it_is_chosen()
    {
        var (before, after) = (Some.Activity("2027-10-05T08:00Z"), Some.Activity("2027-10-08T08:00Z"));
        var programme = Some.Programme((before, 1), (after, 1));

        ProgrammeList.Of(programme, ProgrammeFilter.Everything, Some.At("2027-10-07T10:00Z")).Shown.Single().Activities.ShouldBe([after]);
        ProgrammeList.Of(programme, ProgrammeFilter.Everything, Some.At("2027-10-07T10:00Z")).From.ShouldBe(new DateOnly(2027, 10, 7));
        ProgrammeList.Of(programme, new ProgrammeFilter(Day: "2027-10-05"), Some.At("2027-10-07T10:00Z")).Shown.Single().Activities.ShouldBe([before]);
    }

    [Fact]
    public void With_room_shows_only_what_has_a_free_seat()
    {
        var (full, free) = (Some.Activity("2027-10-05T08:00Z"), Some.Activity("2027-10-05T09:00Z"));

        ProgrammeList.Of(Some.Programme((full, 0), (free, 1)), new ProgrammeFilter(HasRoom: "ja"), Some.Now).Shown.Single().Activities.ShouldBe([free]);
    }

    [Theory]
    [InlineData("2027-10-05", "2027-10-05")]
    [InlineData("5 oktober", null)]
    [InlineData("2027-13-40", null)]
    public void An_address_that_cannot_be_meant_shows_everything(string day, string? read) =>
        new ProgrammeFilter(Day: day, Kind: "dance", Language: "de", Text: "  ").Readable().ShouldBe(new ProgrammeFilter(Day: read));

    [Fact]
    public void A_part_has_an_address_that_shows_it_again() =>
        Some.In("sv", () => new ProgrammeFilter(Day: "2027-10-05", Kind: "meeting", Text: "kö & mat").Address).ShouldBe("/program?dag=2027-10-05&typ=meeting&sok=k%C3%B6%20%26%20mat");
}
