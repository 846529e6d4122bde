using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Organisers.Editions;
using BusinessFocus.Web.Organisers.Overview;
using BusinessFocus.Web.Organisers.Schedule;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

public sealed class PlanningAnEdition
{
    private static readonly Guid Hall = Guid.NewGuid();
    private static readonly Guid Anna = Guid.NewGuid();
    private static readonly Guid Bo = Guid.NewGuid();

    [Fact]
    public void What_hurts_first_stands_first_and_says_where_it_is_dealt_with()
    {
        var full = Planned("2027-10-05T06:30Z", confirmed: 40, waiting: 9);
        var today = new Today(
            Plan(full),
            new ReportClashesAnswer { Clashing = [new ReportClashesClashingActivity { ActivityId = full.Id }, new ReportClashesClashingActivity { Accepted = "Går ändå" }] },
            [new VisitRequestView { Wait = new VisitRequestViewWaitPart { Since = Some.Now.AddDays(-2), IsLate = true } }],
            [new ReadUnreachableView()],
            2, 5, null, null);

        var lines = Some.In("sv-SE", () => ToDecide.Of(today, Some.Now));

        lines.Select(line => line.What).ShouldBe(
        [
            "1 aktivitet krockar i utkastet",
            "1 företag väntar på svar om besök, det äldsta sedan 2 dagar",
            "2 ärenden skulle ha varit besvarade",
            "Så blir du klar: 40 av 40, 9 i kö",
            "1 person nås inte av våra brev",
        ]);
        lines.Count(line => line.IsUrgent).ShouldBe(3);
        lines[0].Address.ShouldBe("/styr/aktiviteter?bara=krockar&edition=lerum-2027");
    }

    [Fact]
    public void What_could_not_be_read_says_nothing() =>
        ToDecide.Of(new Today(Plan(), null, null, null, null, null, null, null), Some.Now).ShouldBeEmpty();

    [Fact]
    public void A_list_filters_sorts_and_hides_conversations_until_they_are_asked_for()
    {
        var (early, late) = (Planned("2027-10-05T06:30Z", confirmed: 1), Planned("2027-10-06T06:30Z", confirmed: 5));
        var slot = Some.Activity("2027-10-05T08:00Z", ActivityKind.OpenHouse, capacity: 1);
        var cancelled = Some.Activity("2027-10-05T08:00Z", status: ActivityViewStatus.Cancelled);
        var plan = Plan(late, early, slot, cancelled);

        var all = ActivityList.Of(plan, new ActivityFilter(), new HashSet<Guid>());
        all.All.ShouldBe([early, late]);
        all.HiddenSlots.ShouldBe(1);
        ActivityList.Of(plan, new ActivityFilter(Sort: "anmalda"), new HashSet<Guid>()).All.ShouldBe([late, early]);
        ActivityList.Of(plan, new ActivityFilter(Kind: ActivityFilter.Slot), new HashSet<Guid>()).All.ShouldBe([slot]);
        ActivityList.Of(plan, new ActivityFilter(Status: "cancelled"), new HashSet<Guid>()).All.ShouldBe([cancelled]);
        ActivityList.Of(plan, new ActivityFilter(Only: ActivityFilter.Clashing), new HashSet<Guid> { late.Id!.Value }).All.ShouldBe([late]);
    }

    [Fact]
    public void A_file_for_a_spreadsheet_runs_no_formula()
    {
        var activity = Planned("2027-10-05T06:30Z");
        activity.Title = new LocalizedText { Sv = "=HYPERLINK(\"x\");" };

        System.Text.Encoding.UTF8.GetString(Some.In("sv-SE", () => ActivityTable.Of([activity]))).ShouldContain("\"'=HYPERLINK(\"\"x\"\");\";Seminarium");
    }

    [Fact]
    public void What_is_planned_comes_back_from_its_form_as_it_was()
    {
        var activity = Planned("2027-10-05T06:30Z");
        activity.Topics = ["bygglov", "mat"];

        var plan = PlanForm.RequestOf(activity);

        (plan.StartsAt, plan.EndsAt, plan.VenueId, plan.Room, plan.Capacity).ShouldBe((activity.StartsAt, activity.EndsAt, Hall, "Aspen", 40));
        plan.HostIds.ShouldBe([Anna]);
        plan.Topics.ShouldBe(activity.Topics);
    }

    [Fact]
    public void A_suggested_time_takes_the_place_of_the_one_that_was_typed()
    {
        var taken = PlanForm.WithTaken(Form((PlanForm.StartsAt, "2027-10-05T08:30"), (PlanForm.EndsAt, "2027-10-05T09:30"), (PlanForm.Take, "2027-10-06T10:00|2027-10-06T11:00"), (PlanForm.Override, "x")));

        (taken[PlanForm.StartsAt].ToString(), taken[PlanForm.EndsAt].ToString(), taken.ContainsKey(PlanForm.Override)).ShouldBe(("2027-10-06T10:00", "2027-10-06T11:00", false));
    }

    [Theory]
    [InlineData("2027-03-28T02:30")]
    [InlineData("i morgon")]
    public void A_time_that_is_on_no_clock_is_none(string typed) => FormTimes.Moment(typed).ShouldBeNull();

    [Theory]
    [InlineData("2027-09-07", "2027-10-04")]
    [InlineData("2027-10-06", "2027-10-07")]
    [InlineData("2027-10-15", "2027-10-04")]
    public void A_new_activity_is_planned_for_the_first_day_that_is_to_come(string today, string day) =>
        ChangePlan.FirstToPlan(Day("2027-10-04"), Day("2027-10-15"), Day(today)).ShouldBe(Day(day));

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Lerum 2028!", true)]
    [InlineData("lerum-2028", false)]
    public void A_name_in_addresses_has_small_letters_digits_and_hyphens(string slug, bool isWrong) => EditionForm.FaultsIn(
        new FormCollection(new Dictionary<string, StringValues>
        {
            [EditionForm.Slug] = slug,
            [EditionForm.NameSv] = "Lerum",
            [EditionForm.StartsOn] = "2028-10-02",
            [EditionForm.EndsOn] = "2028-10-13",
        }),
        isNew: true).ContainsKey(EditionForm.Slug).ShouldBe(isWrong);

    [Fact]
    public void The_grid_has_the_working_day_and_side_by_side_what_is_at_the_same_time()
    {
        var (one, two, evening) = (Planned("2027-10-05T06:30Z"), Planned("2027-10-05T07:00Z"), Planned("2027-10-06T17:30Z"));

        var grid = ScheduleGrid.Of(Plan(one, two, evening), new ScheduleChoice(), Some.Now);

        (grid.FirstHour, grid.LastHour, grid.Columns.Count).ShouldBe((8, 21, 7));
        grid.Columns[1].Blocks.Select(block => (block.Row, block.Span, block.Lane)).ShouldBe([(3, 4, 1), (5, 4, 2)]);
    }

    [Fact]
    public void What_goes_on_after_midnight_stands_whole_in_the_grid_with_the_day_on_which_it_began()
    {
        var party = Planned("2027-10-05T20:00Z");
        party.EndsAt = Some.At("2027-10-05T23:30Z");

        var grid = ScheduleGrid.Of(Plan(party), new ScheduleChoice(Day: "2027-10-05"), Some.Now);

        (grid.FirstHour, grid.LastHour).ShouldBe((8, 26));
        var block = grid.Columns.Single().Blocks.ShouldHaveSingleItem();
        (block.Row, block.Span).ShouldBe((57, 14));
    }

    [Fact]
    public void A_day_has_a_lane_for_each_venue_or_host()
    {
        var activity = Planned("2027-10-05T06:30Z");

        ScheduleGrid.Of(Plan(activity), new ScheduleChoice(Day: "2027-10-05"), Some.Now).Columns.Single().Venue.ShouldBe(Hall);
        ScheduleGrid.Of(Plan(activity), new ScheduleChoice(Day: "2027-10-05", Lanes: "vard"), Some.Now).Columns.Single().Host.ShouldBe(Anna);
    }

    [Fact]
    public void A_move_keeps_the_length_and_another_lane_another_host()
    {
        var moved = ShowSchedule.Moved(Planned("2027-10-05T06:30Z"), Form((PlanForm.StartsAt, "2027-10-06T10:00"), (ShowSchedule.FromHost, Anna.ToString()), (ShowSchedule.ToHost, Bo.ToString())))!;

        (moved.StartsAt, moved.EndsAt).ShouldBe((Some.At("2027-10-06T08:00Z"), Some.At("2027-10-06T09:00Z")));
        moved.HostIds.ShouldBe([Bo]);
        (moved.VenueId, moved.Room).ShouldBe((Hall, "Aspen"));
    }

    [Fact]
    public void Before_it_is_dropped_it_says_who_is_in_the_way_and_when_it_would_go()
    {
        var (wanted, other) = (Planned("2027-10-05T06:30Z"), Planned("2027-10-05T07:00Z"));
        var free = new SuggestTimesFreeTime { StartsAt = Some.At("2027-10-05T08:00Z"), EndsAt = Some.At("2027-10-05T09:00Z") };

        var tried = Some.In("sv-SE", () => Tried.Of(PlanForm.RequestOf(wanted), wanted.Id!.Value, [free], [wanted, other], Some.Now));

        tried.Reasons.ShouldBe(["Kommunhuset, Aspen: ”Så blir du klar” 09.00–10.00.", "Anna: ”Så blir du klar” 09.00–10.00."]);
        tried.Times.ShouldBe(["tis 5 oktober 10.00–11.00"]);
        Tried.Of(PlanForm.RequestOf(wanted), wanted.Id!.Value, [new SuggestTimesFreeTime { StartsAt = wanted.StartsAt, EndsAt = wanted.EndsAt }], [other], Some.Now).Clashes.ShouldBeFalse();
    }

    [Fact]
    public void After_midnight_where_no_times_are_looked_for_only_what_is_in_the_way_is_said_to_clash()
    {
        var (wanted, other) = (Planned("2027-10-05T20:00Z"), Planned("2027-10-05T21:00Z"));
        wanted.EndsAt = Some.At("2027-10-05T23:30Z");

        Tried.Of(PlanForm.RequestOf(wanted), wanted.Id!.Value, [], [wanted], Some.Now).Clashes.ShouldBeFalse();
        Tried.Of(PlanForm.RequestOf(wanted), wanted.Id!.Value, [], [wanted, other], Some.Now).Clashes.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ClashWhy.Taken, "Anna har ”Frukost” tis 5 oktober 08.30–09.30.")]
    [InlineData(ClashWhy.Travel, "Anna hinner inte: det tar 20 minuter till eller från ”Frukost” tis 5 oktober 08.30–09.30.")]
    [InlineData(ClashWhy.OffHours, "Anna arbetar inte då.")]
    public void A_clash_is_said_in_words(ClashWhy why, string said)
    {
        var clash = new Clash
        {
            What = ClashOver.Host,
            Why = why,
            Name = "Anna",
            Title = new LocalizedText { Sv = "Frukost" },
            Minutes = 20,
            StartsAt = Some.At("2027-10-05T06:30Z"),
            EndsAt = Some.At("2027-10-05T07:30Z"),
        };

        Some.In("sv-SE", () => ClashWords.Of(clash, Some.Now)).ShouldBe(said);
    }

    private static PlanNow Plan(params ActivityView[] activities) => new(
        Some.Edition, activities, [new VenueView { Id = Hall, Name = "Kommunhuset" }], [new HostView { Id = Anna, Name = "Anna" }, new HostView { Id = Bo, Name = "Bo" }]);

    private static ActivityView Planned(string startsAt, int confirmed = 0, int waiting = 0)
    {
        var activity = Some.Activity(startsAt);
        activity.Hosts = ["Anna"];
        activity.Place = new Place { Name = "Kommunhuset", Room = "Aspen" };
        activity.Organiser = new ActivityViewForOrganisers
        {
            VenueId = Hall,
            Room = "Aspen",
            HostIds = [Anna],
            Visibility = Visibility.Public,
            Seats = new ActivityViewSeatsTaken { Confirmed = confirmed, Waiting = waiting },
        };
        return activity;
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));
}
