using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Calendars;

public sealed class SayingWhere
{
    private const string Hall = "Kommunhuset, sal Aspen, Bagges torg 1";

    [Theory]
    [InlineData(AttendanceMode.Physical, true, true, Hall, Hall)]
    [InlineData(AttendanceMode.Physical, false, false, "Plats meddelas senare", "Place to be announced")]
    [InlineData(AttendanceMode.Physical, false, true, "Plats meddelas senare", "Place to be announced")]
    [InlineData(AttendanceMode.Digital, false, true, "Digitalt", "Online")]
    [InlineData(AttendanceMode.Digital, false, false, "Digitalt", "Online")]
    [InlineData(AttendanceMode.Digital, true, true, "Digitalt", "Online")]
    [InlineData(AttendanceMode.Both, true, true, $"{Hall} (eller digitalt)", $"{Hall} (or online)")]
    [InlineData(AttendanceMode.Both, false, true, "Plats meddelas senare (eller digitalt)", "Place to be announced (or online)")]
    [InlineData(null, false, false, "Plats meddelas senare", "Place to be announced")]
    [InlineData(null, false, true, "Digitalt", "Online")]
    [InlineData(null, true, false, Hall, Hall)]
    [InlineData(null, true, true, $"{Hall} (eller digitalt)", $"{Hall} (or online)")]
    public void How_people_attend_decides_and_not_that_a_place_is_missing(AttendanceMode? mode, bool hasPlace, bool hasLink, string sv, string en)
    {
        var activity = Activity(hasPlace ? new Place("Kommunhuset", "sal Aspen", "Bagges torg 1", 57.77, 12.27) : null, mode, hasLink);

        PlaceText.Of(activity, "sv").ShouldBe(sv);
        PlaceText.Of(activity, "en").ShouldBe(en);
        PlaceText.Location(activity, "sv").ShouldBe(sv.StartsWith(Hall, StringComparison.Ordinal) ? Hall : sv);
        (PlaceText.Position(activity) is not null).ShouldBe(hasPlace && mode != AttendanceMode.Digital);
    }

    [Theory]
    [InlineData("Digitalt", AttendanceMode.Physical, false, "Digitalt", "Online")]
    [InlineData("Digitalt", AttendanceMode.Both, true, "Digitalt", "Online")]
    [InlineData("Hos företaget", AttendanceMode.Physical, false, "Hos företaget", "At the company")]
    public void The_venues_that_are_none_are_in_the_readers_language(string name, AttendanceMode mode, bool hasLink, string sv, string en)
    {
        var activity = Activity(new Place(name, null, null, null, null), mode, hasLink);

        PlaceText.Of(activity, "sv").ShouldBe(sv);
        PlaceText.Of(activity, "en").ShouldBe(en);
    }

    [Theory]
    [InlineData(AttendanceMode.Physical, "Kommunhuset", "Kommunhuset")]
    [InlineData(AttendanceMode.Physical, null, "")]
    [InlineData(AttendanceMode.Digital, null, "Digitalt")]
    [InlineData(null, null, "")]
    public void Where_it_was_is_said_only_where_somebody_was_told(AttendanceMode? mode, string? place, string sv) =>
        PlaceText.Of(new TimeAndPlace(default, default, place is null ? null : new Place(place, null, null, null, null), mode), "sv").ShouldBe(sv);

    private static ActivityState Activity(Place? place, AttendanceMode? mode, bool hasLink) => new(
        ActivityId.New(), EditionId.New(), "lerum-2028", ActivityKind.Seminar, ActivityStatus.Released, new LocalizedText("Så möts vi"), null,
        new DateTimeOffset(2028, 10, 3, 7, 0, 0, TimeSpan.Zero), new DateTimeOffset(2028, 10, 3, 8, 0, 0, TimeSpan.Zero),
        place, hasLink ? "https://meet.example/abc" : null, [], 40, null, "sv", [], null, null, null, 0, 1, mode);
}
