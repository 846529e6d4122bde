using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.OpenHouse;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Seats;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.OpenHouse;

public sealed class RecuttingAnOpenHouse
{
    private const string Day = "2026-10-06";

    private static readonly CutOpenHouse.Request AnHour =
        new(Officer, At(Day, "09:00"), At(Day, "10:00"), SlotMinutes: 20, Topics: ["miljo"]);

    private static readonly IReadOnlyList<Activity> ThreeSlots =
        CutOpenHouse.Decide(AnHour, Edition(), ActivityId.New, Now).Events.Cast<ActivityPlanned>().Select(planned => AnActivity(planned.Plan)).ToList();

    [Fact]
    public void The_same_cut_again_changes_nothing()
    {
        var cut = Recut(AnHour, booked: []);

        cut.Events.ShouldBeEmpty();
        cut.Kept.Count.ShouldBe(3);
    }

    [Fact]
    public void Slots_that_nobody_has_booked_give_way_to_others()
    {
        var cut = Recut(AnHour with { SlotMinutes = 30 }, booked: []);

        cut.Withdrawn.ShouldBe(ThreeSlots.Select(slot => slot.ActivityId));
        Starts(cut).ShouldBe(["09:00", "09:30"]);
    }

    [Fact]
    public void A_booked_slot_stays_and_the_time_around_it_is_cut()
    {
        // 09:20–09:40 is booked; with ten minutes' break there is room for one slot of ten before and one after.
        var cut = Recut(AnHour with { SlotMinutes = 10, BufferMinutes = 10 }, booked: [ThreeSlots[1]]);

        cut.Kept.ShouldBe([ThreeSlots[1].ActivityId]);
        cut.Withdrawn.ShouldBe([ThreeSlots[0].ActivityId, ThreeSlots[2].ActivityId]);
        Starts(cut).ShouldBe(["09:00", "09:50"]);
    }

    [Fact]
    public void Where_all_is_booked_nothing_is_cut()
    {
        var cut = Recut(AnHour with { SlotMinutes = 15 }, booked: ThreeSlots);

        cut.Events.ShouldBeEmpty();
        cut.Kept.Count.ShouldBe(3);
    }

    [Fact]
    public void A_slot_of_the_public_programme_leaves_it_without_a_trace()
    {
        var slot = ThreeSlots[0];
        var released = slot.After(new ActivityReleased(Edition(slot).Publish(slot), 1, Now));

        var withdrawn = RecutOpenHouse.Decide(AnHour with { SlotMinutes = 60 }, Edition(released), [released], ActivityId.New, Now)
            .Events.Select(happened => happened.Event).OfType<ActivityCancelled>().ShouldHaveSingleItem();

        withdrawn.Activity.ShouldNotBeNull();
        (withdrawn.Activity.Status, withdrawn.Activity.Visibility).ShouldBe((ActivityStatus.Cancelled, Visibility.Unlisted));
    }

    [Fact]
    public void Officers_side_by_side_each_get_their_slots_in_one_place()
    {
        var both = AnHour with { HostId = null, HostIds = [Officer, Mayor], VenueId = Theatre };

        var slots = CutOpenHouse.Decide(both, Edition(), ActivityId.New, Now).Events.Cast<ActivityPlanned>().ToList();

        slots.Count.ShouldBe(6);
        slots.GroupBy(slot => slot.Plan.HostIds.Single()).Select(officer => officer.Count()).ShouldBe([3, 3]);
    }

    [Fact]
    public void An_officer_who_is_elsewhere_then_is_a_clash()
    {
        var elsewhere = AnActivity(APlan(Day, "09:30", "10:30") with { HostIds = [Officer] });

        RecutOpenHouse.Decide(AnHour, Edition(elsewhere), [elsewhere], ActivityId.New, Now)
            .Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.Clashing);
    }

    private static RecutOpenHouse.Cut Recut(CutOpenHouse.Request request, IReadOnlyList<Activity> booked) => RecutOpenHouse.Decide(
        request,
        Edition(ThreeSlots) with
        {
            Seats = booked.ToImmutableDictionary(
                slot => slot.ActivityId,
                slot => new SeatsKnown { Id = slot.Id, EditionId = ThisEdition, Confirmed = 1, Waiting = 0 }),
        },
        ThreeSlots,
        ActivityId.New,
        Now);

    private static List<string> Starts(RecutOpenHouse.Cut cut) => cut.Events
        .Select(happened => happened.Event)
        .OfType<ActivityPlanned>()
        .Select(planned => Stockholm.WallClock(planned.Plan.StartsAt).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))
        .ToList();
}
