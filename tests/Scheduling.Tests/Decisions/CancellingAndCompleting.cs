using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.ServiceDefaults.Decisions;
using static BusinessFocus.Scheduling.Tests.Decisions.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityCompleted = BusinessFocus.Scheduling.Activities.ActivityCompleted;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;

namespace BusinessFocus.Scheduling.Tests.Decisions;

public sealed class CancellingAndCompleting
{
    private static readonly Activity Draft = AnActivity(APlan("2026-10-06", "09:00", "10:00"));
    private static readonly Activity Public = Draft.Evolve(new ActivityReleased(Edition(Draft).Publish(Draft), 1, Now));

    [Fact]
    public void A_released_activity_is_public_as_cancelled_at_once()
    {
        var cancelled = CancelActivity.Decide(Public, "Sjukdom", releaseVersion: 1, Now).Events
            .ShouldHaveSingleItem().ShouldBeOfType<ActivityCancelled>();

        cancelled.Reason.ShouldBe("Sjukdom");
        var known = cancelled.Activity.ShouldNotBeNull();
        known.Status.ShouldBe(ActivityStatus.Cancelled);
        known.CalendarSequence.ShouldBe(Public.Public!.CalendarSequence + 1);
    }

    [Fact]
    public void What_is_cancelled_is_what_the_public_knows_and_not_the_draft()
    {
        var redrafted = Public.Evolve(new ActivityReplanned(APlan("2026-10-07", "09:00", "10:00"), null, Now));

        var cancelled = CancelActivity.Decide(redrafted, null, releaseVersion: 1, Now).Events.OfType<ActivityCancelled>().Single();

        cancelled.Activity!.StartsAt.ShouldBe(Public.Public!.StartsAt);
    }

    [Fact]
    public void A_draft_is_cancelled_without_the_public_hearing_of_it() =>
        CancelActivity.Decide(Draft, null, releaseVersion: 0, Now).Events.OfType<ActivityCancelled>().Single().Activity.ShouldBeNull();

    [Fact]
    public void Cancelling_again_changes_nothing() =>
        CancelActivity.Decide(Cancelled(Public), "Igen", releaseVersion: 1, Now).ShouldBe(Decision.Nothing);

    [Fact]
    public void A_released_activity_is_completed()
    {
        var completed = CompleteActivity.Decide(Public, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<ActivityCompleted>();

        completed.Activity.Status.ShouldBe(ActivityStatus.Completed);
    }

    [Fact]
    public void Completing_again_changes_nothing() => CompleteActivity.Decide(Completed(Public), Now).ShouldBe(Decision.Nothing);

    [Fact]
    public void A_draft_cannot_have_taken_place() =>
        CompleteActivity.Decide(Draft, Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.NotReleased);

    [Fact]
    public void What_is_cancelled_does_not_take_place_and_what_took_place_is_not_cancelled()
    {
        CompleteActivity.Decide(Cancelled(Public), Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.AlreadyCancelled);
        CancelActivity.Decide(Completed(Public), null, 1, Now).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.AlreadyCompleted);
    }

    private static Activity Cancelled(Activity activity) =>
        activity.Evolve(CancelActivity.Decide(activity, null, releaseVersion: 1, Now).Events.Single());

    private static Activity Completed(Activity activity) => activity.Evolve(CompleteActivity.Decide(activity, Now).Events.Single());
}
