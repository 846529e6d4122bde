using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Site;

public sealed class SayingThings
{
    [Theory]
    [InlineData("sv-SE", "tis 5 oktober 08.30–09.30")]
    [InlineData("en-GB", "Tue 5 October 08:30–09:30")]
    public void A_time_is_Lerums_in_the_language_of_the_page(string culture, string said) =>
        Some.In(culture, () => Texts.When(Some.Activity("2027-10-05T06:30Z"), Some.Now)).ShouldBe(said);

    [Fact]
    public void Another_year_is_said() =>
        Some.In("sv-SE", () => Texts.Day(new DateOnly(2028, 10, 3), Some.Now)).ShouldBe("tis 3 oktober 2028");

    [Theory]
    [InlineData(2027, 10, 15, "4–15 oktober 2027")]
    [InlineData(2027, 10, 4, "4 oktober 2027")]
    [InlineData(2027, 11, 2, "4 oktober – 2 november 2027")]
    public void The_days_of_an_edition_are_said_once(int year, int month, int day, string said) =>
        Some.In("sv-SE", () => Texts.Days(new Date(2027, 10, 4), new Date(year, month, day))).ShouldBe(said);

    [Theory]
    [InlineData(40, 40, 0, "Gott om plats")]
    [InlineData(40, 5, 0, "5 platser kvar")]
    [InlineData(40, 0, 0, "Fullt")]
    [InlineData(40, 0, 3, "Fullt, 3 i kö")]
    [InlineData(1, 1, 0, "Ledig tid")]
    public void How_full_it_is_is_said_in_words(int capacity, int left, int waiting, string said)
    {
        var activity = Some.Activity("2027-10-05T06:30Z", capacity: capacity);

        Some.In("sv-SE", () => Texts.Room(activity, Some.Seats(activity, left, waiting))).ShouldBe(said);
    }

    [Fact]
    public void Nothing_is_said_of_seats_that_could_not_be_read_and_of_what_takes_none()
    {
        var activity = Some.Activity("2027-10-05T06:30Z", capacity: 0);

        Texts.Room(activity, null).ShouldBeNull();
        Texts.Room(activity, Some.Seats(activity, 0)).ShouldBeNull();
    }

    [Fact]
    public void What_is_cancelled_says_so_however_many_seats_are_left()
    {
        var activity = Some.Activity("2027-10-05T06:30Z", status: ActivityViewStatus.Cancelled);

        Some.In("sv-SE", () => Texts.Room(activity, Some.Seats(activity, 9))).ShouldBe("Inställt");
    }

    [Fact]
    public void An_address_has_words_for_people_and_the_id_that_counts()
    {
        var activity = Some.Activity("2027-10-05T06:30Z");

        var address = Some.In("sv-SE", () => Links.To(activity));

        address.ShouldBe($"/aktivitet/sa-blir-du-klar-{activity.Id}");
        Links.ActivityIn(address["/aktivitet/".Length..]).ShouldBe(activity.Id);
        Links.ActivityIn(activity.Id.ToString()!).ShouldBe(activity.Id);
        Links.ActivityIn("sa-blir-du-klar").ShouldBeNull();
        Some.In("en-GB", () => Links.To(activity)).ShouldBe($"/en/aktivitet/how-to-get-ready-{activity.Id}");
    }
}
