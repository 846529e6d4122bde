using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class ChangingSeveralActivities
{
    private const string Day = "2026-10-06";

    private static readonly DateOnly Tuesday = new(2026, 10, 6);

    private static readonly Plan Morning = APlan(Day, "09:00", "10:00") with { VenueId = Theatre, HostIds = [Mayor], Topics = ["bygglov"] };

    [Fact]
    public void A_day_moves_at_the_same_times_on_the_clock_with_the_end_of_registration_and_without_what_is_cancelled()
    {
        var activity = AnActivity(Morning with { RegistrationOpensAt = At("2026-09-10", "08:00"), RegistrationClosesAt = At("2026-10-05", "09:00") });
        var cancelled = AnActivity(Morning, new ActivityCancelled(null, null, 0, Now));

        var outcome = Move([activity, cancelled], new DateOnly(2026, 10, 8));

        var plan = outcome.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<ActivityReplanned>().Plan;
        (plan.StartsAt, plan.EndsAt).ShouldBe((At("2026-10-08", "09:00"), At("2026-10-08", "10:00")));
        (plan.RegistrationOpensAt, plan.RegistrationClosesAt).ShouldBe((At("2026-09-10", "08:00"), At("2026-10-07", "09:00")));
        outcome.Changes.Changes.ShouldHaveSingleItem().Changed.Select(field => field.Field).ShouldBe(["startsAt", "endsAt", "registrationClosesAt"]);
    }

    [Fact]
    public void Where_one_activity_of_the_day_clashes_it_is_refused_with_what_is_in_the_way()
    {
        var there = AnActivity(Morning with { StartsAt = At("2026-10-08", "09:00"), EndsAt = At("2026-10-08", "10:00") });
        var (moving, other) = (AnActivity(Morning), AnActivity(APlan(Day, "13:00", "14:00")));

        var outcome = Move([moving, other, there], new DateOnly(2026, 10, 8));

        var refused = outcome.Changes.Refused.ShouldHaveSingleItem();
        (refused.ActivityId, refused.Code).ShouldBe((moving.ActivityId, "clash"));
        refused.Clashes.Select(clash => clash.ActivityId).ShouldAllBe(id => id == there.ActivityId);
        Move([moving, other, there], new DateOnly(2026, 10, 8), "Båda vet om det").Changes.Refused.ShouldBeEmpty();
    }

    [Fact]
    public void A_day_outside_the_edition_is_refused() =>
        Move([AnActivity(Morning)], new DateOnly(2026, 10, 20)).Changes.Refused.ShouldHaveSingleItem().Code.ShouldBe("invalid");

    [Fact]
    public void Two_that_change_at_once_are_judged_by_what_both_become()
    {
        var first = AnActivity(Morning with { HostIds = [Mayor] });
        var second = AnActivity(APlan(Day, "10:00", "11:00") with { VenueId = Theatre, HostIds = [Mayor] });

        var outcome = PlanChanges.Decide(
            [new(first, first.Plan! with { StartsAt = At(Day, "10:00"), EndsAt = At(Day, "11:00") }), new(second, second.Plan! with { StartsAt = At(Day, "09:00"), EndsAt = At(Day, "10:00") })],
            Edition(first, second),
            overrideReason: null,
            reason: null,
            Now);

        outcome.Changes.Refused.ShouldBeEmpty();
        outcome.Events.Count.ShouldBe(2);
    }

    [Fact]
    public void What_a_filter_finds_is_changed_and_a_repeat_changes_nothing()
    {
        var found = AnActivity(Morning);
        var another = AnActivity(APlan(Day, "13:00", "14:00"));
        var request = new ChangeActivities.Request(
            new(Topic: "bygglov"), new(AddTopics: ["miljo"], AddHostIds: [Officer], RemoveHostIds: [Mayor], Capacity: 12));

        var outcome = ChangeActivities.Decide(request, Edition(found, another), [found, another], Now);

        var plan = outcome.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<ActivityReplanned>().Plan;
        plan.Topics.ShouldBe(["bygglov", "miljo"]);
        plan.HostIds.ShouldBe([Officer]);
        plan.Capacity.ShouldBe(12);
        var again = AnActivity(plan);
        var repeat = ChangeActivities.Decide(request, Edition(again), [again], Now);
        repeat.Events.ShouldBeEmpty();
        repeat.Changes.Unchanged.ShouldBe(1);
    }

    [Fact]
    public void What_has_been_cancelled_is_changed_only_where_it_is_asked_for_and_then_refused()
    {
        var cancelled = AnActivity(Morning, new ActivityCancelled(null, null, 0, Now));

        Cancelled(null).Changes.Refused.ShouldBeEmpty();
        Cancelled(ActivityViewStatus.Cancelled).Changes.Refused.ShouldHaveSingleItem().Code.ShouldBe("activity-cancelled");

        PlanChanges.Outcome Cancelled(ActivityViewStatus? status) => ChangeActivities.Decide(
            new(new(Kind: ActivityKind.Seminar, Status: status), new(Capacity: 1)), Edition(), [cancelled], Now);
    }

    [Fact]
    public void A_duplicate_has_all_but_the_join_link_and_its_own_time()
    {
        var original = AnActivity(Morning with { JoinLink = "https://meet.example/1" });

        var decision = DuplicateActivity.Decide(
            ActivityId.New(), original, new(StartsAt: At(Day, "14:00"), Title: new LocalizedText("En gång till")), Edition(original), Now);

        var plan = decision.Events.ShouldHaveSingleItem().ShouldBeOfType<BusinessFocus.Scheduling.Activities.ActivityPlanned>().Plan;
        (plan.StartsAt, plan.EndsAt).ShouldBe((At(Day, "14:00"), At(Day, "15:00")));
        (plan.JoinLink, plan.Attendance, plan.Title.Sv).ShouldBe((null, AttendanceMode.Both, "En gång till"));
        plan.HostIds.ShouldBe([Mayor]);
    }

    [Fact]
    public void A_duplicate_at_the_same_time_clashes_with_the_original()
    {
        var original = AnActivity(Morning);

        var refusal = DuplicateActivity.Decide(ActivityId.New(), original, new(), Edition(original), Now).Refusal.ShouldNotBeNull();

        ActivityProblems.ClashesIn(refusal).ShouldAllBe(clash => clash.ActivityId == original.ActivityId);
    }

    private static PlanChanges.Outcome Move(Activity[] activities, DateOnly to, string? accepted = null) => MoveDay.Decide(
        Tuesday,
        new MoveDay.Request(to, accepted is null ? null : new PlanActivity.OverrideRequest(accepted)),
        Edition(activities.Where(activity => activity.Phase != Phase.Cancelled)),
        activities,
        Now);
}
