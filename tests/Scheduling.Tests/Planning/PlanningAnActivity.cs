using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class PlanningAnActivity
{
    private const string Day = "2026-10-06";

    private static readonly Plan Opening = APlan(Day, "09:00", "10:00") with { VenueId = Theatre, HostIds = [Mayor] };

    [Fact]
    public void A_free_time_is_planned()
    {
        var id = ActivityId.New();

        var decision = PlanActivity.Decide(id, Opening, overrideReason: null, Edition(), Now);

        decision.Events.ShouldHaveSingleItem().ShouldBe(new ActivityPlanned(id, ThisEdition, Opening, Override: null, Now));
    }

    [Fact]
    public void A_host_and_a_venue_that_are_taken_are_both_told()
    {
        var other = AnActivity(Opening);

        var clashes = ClashesOf(APlan(Day, "09:30", "11:00") with { VenueId = Theatre, HostIds = [Officer, Mayor] }, other);

        clashes.Select(clash => (clash.ActivityId, clash.What, clash.Name)).ShouldBe(
            [(other.ActivityId, ClashOver.Venue, "Dergårdsteatern"), (other.ActivityId, ClashOver.Host, "KSO")]);
    }

    [Fact]
    public void One_begins_when_the_other_ends() =>
        ClashesOf(APlan(Day, "10:00", "11:00") with { VenueId = Theatre, HostIds = [Mayor] }, AnActivity(Opening)).ShouldBeEmpty();

    [Fact]
    public void A_placeholder_is_no_place_to_clash_over() =>
        ClashesOf(
            APlan(Day, "09:00", "10:00") with { VenueId = AtTheCompany, HostIds = [Officer] },
            AnActivity(Opening with { VenueId = AtTheCompany })).ShouldBeEmpty();

    [Fact]
    public void Officers_talk_side_by_side_in_one_room()
    {
        var slot = Opening with { Kind = ActivityKind.OpenHouse, Capacity = 1 };

        ClashesOf(slot with { HostIds = [Officer] }, AnActivity(slot)).ShouldBeEmpty();
        ClashesOf(slot, AnActivity(slot)).ShouldHaveSingleItem().What.ShouldBe(ClashOver.Host);
    }

    [Fact]
    public void An_officers_slot_lies_within_the_open_house() =>
        ClashesOf(
            Opening with { Kind = ActivityKind.OpenHouse, Capacity = 1 },
            AnActivity(Opening with { Kind = ActivityKind.OpenHouse, Capacity = 0 })).ShouldBeEmpty();

    [Fact]
    public void An_organiser_accepts_a_clash_with_a_reason()
    {
        var other = AnActivity(Opening);

        var decision = PlanActivity.Decide(ActivityId.New(), Opening, "De hälsar på båda", Edition(other), Now);

        var accepted = decision.Events.OfType<ActivityPlanned>().Single().Override.ShouldNotBeNull();
        accepted.Reason.ShouldBe("De hälsar på båda");
        accepted.ClashesWith.ShouldBe([other.ActivityId]);
    }

    [Theory]
    [InlineData("2026-10-04", "09:00", "10:00", "startsAt")]
    [InlineData("2026-10-17", "09:00", "10:00", "startsAt,endsAt")]
    public void Outside_the_editions_days_is_refused_by_field(string day, string from, string to, string fields)
    {
        var refusal = PlanActivity.Decide(ActivityId.New(), APlan(day, from, to), null, Edition(), Now).Refusal.ShouldNotBeNull();

        refusal.Problem.ShouldBe(CommonProblems.Invalid);
        Flaw.In(refusal).Keys.ShouldBe(fields.Split(','));
    }

    [Fact]
    public void An_end_at_midnight_is_still_on_the_last_day() =>
        PlanActivity.Decide(
                ActivityId.New(),
                APlan("2026-10-16", "22:00", "23:00") with { EndsAt = At("2026-10-17", "00:00") },
                null,
                Edition(),
                Now)
            .Refusal.ShouldBeNull();

    [Fact]
    public void An_unknown_venue_and_an_unknown_host_are_refused_by_field()
    {
        var plan = Opening with { VenueId = VenueId.New(), HostIds = [Mayor, HostId.New()] };

        var refusal = PlanActivity.Decide(ActivityId.New(), plan, null, Edition(), Now).Refusal.ShouldNotBeNull();

        Flaw.In(refusal).Keys.ShouldBe(["venueId", "hostIds"]);
    }

    private static IReadOnlyList<Clash> ClashesOf(Plan plan, Activity other) => ClashesOf(plan, Edition(other));

    private static IReadOnlyList<Clash> ClashesOf(Plan plan, EditionPlan edition)
    {
        var refusal = PlanActivity.Decide(ActivityId.New(), plan, overrideReason: null, edition, Now).Refusal;
        return refusal is null ? [] : ActivityProblems.ClashesIn(refusal);
    }
}
