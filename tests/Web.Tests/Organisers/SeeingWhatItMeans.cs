using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Organisers.Editions;
using BusinessFocus.Web.Organisers.Places;
using BusinessFocus.Web.Organisers.Schedule;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>What is shown before several things change at once.</summary>
public sealed class SeeingWhatItMeans
{
    [Fact]
    public void An_edition_is_over_the_day_after_its_last_and_says_who_never_got_a_survey()
    {
        var ended = Some.Activity("2027-10-05T06:30Z");
        ended.Organiser = new ActivityViewForOrganisers { Seats = new ActivityViewSeatsTaken { Confirmed = 12, Waiting = 1 } };
        var planned = new[] { ended, Some.Activity("2027-10-05T06:30Z", status: ActivityViewStatus.Draft), Some.Activity("2027-10-05T06:30Z", status: ActivityViewStatus.Completed) };

        Standing.Of(Some.Edition, planned, Some.At("2027-10-15T21:59Z")).ShouldBe(new Standing(false, 1, 1, 13));
        Standing.Of(Some.Edition, planned, Some.At("2027-10-15T22:00Z")).IsOver.ShouldBeTrue();
        Standing.Of(Some.Edition, planned, Some.Now).ShouldBe(new Standing(false, 1, 0, 0));
    }

    [Fact]
    public void A_venue_is_saved_at_once_where_nobody_is_told_and_all_still_fits()
    {
        VenueMeaning.IsWorthSaying(null).ShouldBeFalse();
        VenueMeaning.IsWorthSaying(new ChangeVenueAnswer { Activities = [new ChangeVenueActivityThere { IsTold = false, Clashes = [], Reasons = [] }] }).ShouldBeFalse();
        VenueMeaning.IsWorthSaying(new ChangeVenueAnswer { Activities = [new ChangeVenueActivityThere { IsTold = true }] }).ShouldBeTrue();
        VenueMeaning.IsWorthSaying(new ChangeVenueAnswer { Activities = [new ChangeVenueActivityThere { Reasons = ["Rummet är borta"] }] }).ShouldBeTrue();
    }

    [Fact]
    public void Many_are_changed_only_where_it_is_said_what_and_which()
    {
        Faults(ChangeStatus.FaultsIn(Form())).ShouldBe([ChangeStatus.Change, ChangeStatus.Day]);
        Faults(ChangeStatus.FaultsIn(Form((ChangeStatus.Change, "cancel"), (ChangeStatus.Topic, "bygglov")))).ShouldBeEmpty();
        var host = Guid.NewGuid();

        var sent = ChangeStatus.RequestOf(Form((ChangeStatus.Change, "cancel"), (ChangeStatus.Day, "2027-10-06"), (ChangeStatus.Kind, "companyVisit"), (ChangeStatus.Host, host.ToString()), (ChangeStatus.Reason, "Storm")));

        (sent.Change, sent.Reason, sent.Override).ShouldBe((StatusChange.Cancel, "Storm", (PlanActivityOverrideRequest?)null));
        (sent.Filter!.Kind, sent.Filter.HostId, sent.Filter.VenueId, sent.Filter.Topic, sent.Filter.Day.ToString()).ShouldBe((ActivityKind.CompanyVisit, host, (Guid?)null, (string?)null, new Date(2027, 10, 6).ToString()));
        ChangeStatus.Filled(new ActivityFilter(Kind: ActivityFilter.Slot, Day: "2027-10-06"))[ChangeStatus.Day].ToString().ShouldBe("2027-10-06");
        ChangeStatus.Filled(new ActivityFilter(Kind: ActivityFilter.Slot))[ChangeStatus.Kind].ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("longer", 75)]
    [InlineData("shorter", 45)]
    [InlineData("later", 60)]
    public void An_activity_is_made_longer_or_shorter_by_one_press(string step, int minutes)
    {
        var moved = ShowSchedule.Moved(Planned(), Form((ShowSchedule.Step, step)))!;

        (moved.EndsAt - moved.StartsAt).ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("30", 90)]
    [InlineData("-45", 15)]
    [InlineData("-600", 15)]
    [InlineData("", 60)]
    [InlineData("x", 60)]
    public void A_hand_makes_it_longer_or_shorter_and_never_shorter_than_a_quarter(string minutes, int length)
    {
        var moved = ShowSchedule.Moved(Planned(), Form((PlanForm.StartsAt, "2027-10-06T10:00"), (ShowSchedule.Minutes, minutes)))!;

        moved.StartsAt.ShouldBe(Some.At("2027-10-06T08:00Z"));
        (moved.EndsAt - moved.StartsAt).ShouldBe(TimeSpan.FromMinutes(length));
    }

    [Fact]
    public void A_day_is_moved_to_another_of_the_edition_and_cancelled_ones_stay()
    {
        var plan = new PlanNow(Some.Edition, [Some.Activity("2027-10-05T06:30Z"), Some.Activity("2027-10-05T08:00Z", status: ActivityViewStatus.Cancelled), Some.Activity("2027-10-05T08:00Z", ActivityKind.OpenHouse, capacity: 1)], [], []);
        var day = new PlanOfDay(new DateOnly(2027, 10, 5), plan);

        day.Activities.ShouldBe(1);
        day.Others.Count().ShouldBe(11);
        day.Others.ShouldNotContain(day.Day);
    }

    private static ActivityView Planned()
    {
        var planned = Some.Activity("2027-10-05T06:30Z");
        planned.Organiser = new ActivityViewForOrganisers();
        return planned;
    }

    private static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> faults) => faults.Keys;

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));
}
