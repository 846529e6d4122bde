using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class ReplanningAnActivity
{
    private const string Day = "2026-10-06";

    private static readonly Plan Before = APlan(Day, "09:00", "10:00") with { VenueId = Theatre, HostIds = [Mayor], Topics = ["bygglov"] };

    [Fact]
    public void The_same_plan_again_changes_nothing() =>
        Replan(AnActivity(Before), Before with { HostIds = [Mayor], Topics = ["bygglov"] }).ShouldBe(Decision.Nothing);

    [Fact]
    public void An_activity_is_not_in_its_own_way()
    {
        var activity = AnActivity(Before);
        var later = Before with { StartsAt = At(Day, "09:30"), EndsAt = At(Day, "10:30") };

        Replan(activity, later, Edition(activity)).Events.ShouldHaveSingleItem().ShouldBe(new ActivityReplanned(later, null, Now));
    }

    [Fact]
    public void A_move_into_a_clash_is_refused()
    {
        var other = AnActivity(Before);
        var activity = AnActivity(Before with { StartsAt = At(Day, "11:00"), EndsAt = At(Day, "12:00") });

        Replan(activity, Before, Edition(activity, other)).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.Clashing);
    }

    [Fact]
    public void A_clash_that_was_accepted_once_has_not_to_be_accepted_again_for_a_new_title()
    {
        var other = AnActivity(Before);
        var activity = AnActivity(Before);

        Replan(activity, Before with { Title = new LocalizedText("Ny titel") }, Edition(activity, other)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_cancelled_activity_is_not_planned_again() =>
        Replan(AnActivity(Before, new ActivityCancelled(null, null, 0, Now)), Before with { Capacity = 10 })
            .Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.AlreadyCancelled);

    private static Decision Replan(Activity activity, Plan plan, EditionPlan? edition = null) =>
        ReplanActivity.Decide(activity, plan, overrideReason: null, edition ?? Edition(activity), Now);
}
