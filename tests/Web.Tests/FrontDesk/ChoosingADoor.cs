using System.Security.Claims;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.FrontDesk;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.FrontDesk;

/// <summary>Which doors are shown to whom, and which of them first.</summary>
public sealed class ChoosingADoor
{
    private static readonly DateOnly Tuesday = new(2027, 9, 7);
    private static readonly OwnDoors Any = new(null, null, IsOrganiser: true);

    [Fact]
    public void What_lets_people_in_now_stands_first_and_what_is_over_among_the_others()
    {
        // It is 14:00 in Lerum: an hour before the start, people are let in.
        var (over, on, soon, later) = (Some.Activity("2027-09-07T08:00Z"), Some.Activity("2027-09-07T11:30Z"), Some.Activity("2027-09-07T13:00Z"), Some.Activity("2027-09-07T13:01Z"));

        var shown = DoorDay.Of([later, soon, on, over], Any, null, Some.Now);

        shown.Day.ShouldBe(Tuesday);
        shown.Now.ShouldBe([on, soon]);
        shown.Others.ShouldBe([over, later]);
    }

    [Fact]
    public void Where_nothing_is_today_the_next_day_is_shown_and_after_all_of_it_the_last()
    {
        var (past, next, last) = (Some.Activity("2027-09-06T08:00Z"), Some.Activity("2027-09-09T08:00Z"), Some.Activity("2027-09-10T08:00Z"));

        DoorDay.Of([last, past, next], Any, null, Some.Now).Day.ShouldBe(new DateOnly(2027, 9, 9));
        DoorDay.Of([past], Any, null, Some.Now).Day.ShouldBe(new DateOnly(2027, 9, 6));
        DoorDay.Of([last, past, next], Any, new DateOnly(2027, 9, 6), Some.Now).Others.ShouldBe([past]);
        DoorDay.Of([last, past, next], Any, new DateOnly(2028, 1, 1), Some.Now).Day.ShouldBe(new DateOnly(2027, 9, 9), "nothing is on a mistyped day");
        DoorDay.Of([], Any, null, Some.Now).Day.ShouldBeNull();
    }

    [Fact]
    public void Nobody_stands_at_what_takes_no_registrations_or_is_cancelled_and_times_with_officers_stand_apart()
    {
        var slot = Some.Activity("2027-09-07T12:00Z", ActivityKind.OpenHouse, capacity: 1);

        var shown = DoorDay.Of(
            [slot, Some.Activity("2027-09-07T12:00Z", capacity: 0), Some.Activity("2027-09-07T12:00Z", status: ActivityViewStatus.Cancelled)], Any, null, Some.Now);

        shown.Now.ShouldBeEmpty();
        shown.Others.ShouldBeEmpty();
        shown.Slots.ShouldBe([slot]);
    }

    [Fact]
    public void Who_was_given_doors_and_days_sees_those_and_an_organiser_all()
    {
        var (own, ownLater, other) = (Some.Activity("2027-09-07T12:00Z"), Some.Activity("2027-09-08T12:00Z"), Some.Activity("2027-09-07T12:00Z"));
        var doors = OwnDoors.Of(Person(
            Roles.Door, (Roles.DoorClaim, own.Id.ToString()!), (Roles.DoorClaim, ownLater.Id.ToString()!), (Roles.DayClaim, "2027-09-07")));

        var shown = DoorDay.Of([own, ownLater, other], doors, null, Some.Now);

        shown.Now.ShouldBe([own]);
        shown.Days.ShouldBe([Tuesday]);
        OwnDoors.Of(Person(Roles.Door)).Activities.ShouldBeNull("who was given none stands at any");
        OwnDoors.Of(Person(Roles.Organiser, (Roles.DoorClaim, own.Id.ToString()!))).Has(other).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2027-09-07T08:00Z", "2027-09-07T22:00Z")]
    [InlineData("2027-09-07T20:30Z", "2027-09-07T22:30Z")]
    public void People_are_let_in_until_midnight_and_an_hour_after_the_end_at_the_least(string startsAt, string closesAt)
    {
        var activity = Some.Activity(startsAt);

        DoorHours.ClosesAt(activity).ShouldBe(Some.At(closesAt));
        DoorHours.IsOpen(activity, Some.At(closesAt).AddSeconds(-1)).ShouldBeTrue();
        DoorHours.IsOpen(activity, Some.At(closesAt)).ShouldBeFalse();
        DoorHours.IsOpen(activity, Some.At(startsAt).AddHours(-1)).ShouldBeTrue();
        DoorHours.IsOpen(activity, Some.At(startsAt).AddHours(-1).AddSeconds(-1)).ShouldBeFalse();
    }

    [Fact]
    public void A_door_without_a_name_has_none_and_a_long_one_is_as_long_as_the_interface_takes()
    {
        var id = Guid.NewGuid();

        new Door(id, Door.Named(" ")).Address().ShouldEndWith($"/dorr/{id}");
        new Door(id, "Norra & södra").Address("sok").ShouldEndWith($"/dorr/{id}/sok?door=Norra%20%26%20s%C3%B6dra");
        Door.Named(new string('x', 100))!.Length.ShouldBe(80);
    }

    private static ClaimsPrincipal Person(string role, params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity([new Claim(Roles.RoleClaim, role), .. claims.Select(claim => new Claim(claim.Type, claim.Value))], "test", "name", Roles.RoleClaim));
}
