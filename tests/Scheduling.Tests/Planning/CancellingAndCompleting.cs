using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using static BusinessFocus.Scheduling.Tests.Given;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityCompleted = BusinessFocus.Scheduling.Activities.ActivityCompleted;
using ActivityReleased = BusinessFocus.Scheduling.Activities.ActivityReleased;
using ActivityReopened = BusinessFocus.Scheduling.Activities.ActivityReopened;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class CancellingAndCompleting
{
    private static readonly Activity Draft = AnActivity(APlan("2026-10-06", "09:00", "10:00"));
    private static readonly DateTimeOffset Start = At("2026-10-06", "09:00");
    private static readonly Activity Public = Draft.After(new ActivityReleased(Edition(Draft).Publish(Draft), 1, Now));

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
        var redrafted = Public.After(new ActivityReplanned(APlan("2026-10-07", "09:00", "10:00"), null, Now));

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
        var completed = CompleteActivity.Decide(Public, Start).Events.ShouldHaveSingleItem().ShouldBeOfType<ActivityCompleted>();

        completed.Activity.Status.ShouldBe(ActivityStatus.Completed);
    }

    [Fact]
    public void Before_its_start_it_is_completed_with_a_reason_only()
    {
        var refusal = CompleteActivity.Decide(Public, Start.AddTicks(-1)).Refusal.ShouldNotBeNull();

        (refusal.Problem, refusal.Facts!["startsAt"]).ShouldBe((ActivityProblems.NotBegun, Start));
        var early = CompleteActivity.Decide(Public, Now, "Flyttat till ett annat hus").Events.ShouldHaveSingleItem().ShouldBeOfType<ActivityCompleted>();
        early.OverrideReason.ShouldBe("Flyttat till ett annat hus");
        CompleteActivity.Decide(Public, Start, "Behövdes inte").Events.OfType<ActivityCompleted>().Single().OverrideReason.ShouldBeNull();
    }

    [Fact]
    public void That_it_took_place_is_taken_back_as_long_as_nobody_has_answered()
    {
        var completed = Completed(Public);

        var reopened = ReopenActivity.Decide(completed, isAnswered: false, "Fel aktivitet", Start).Events.ShouldHaveSingleItem().ShouldBeOfType<ActivityReopened>();

        (reopened.Activity.Status, reopened.Activity.CalendarSequence, reopened.Reason)
            .ShouldBe((ActivityStatus.Released, completed.Public!.CalendarSequence + 1, "Fel aktivitet"));
        var after = completed.After(reopened);
        (after.Phase, after.Public!.Status).ShouldBe((Phase.Planned, ActivityStatus.Released));
        ReopenActivity.Decide(completed, isAnswered: true, null, Start).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.SurveyAnswered);
        ReopenActivity.Decide(after, isAnswered: false, null, Start).ShouldBe(Decision.Nothing);
        ReopenActivity.Decide(Draft, isAnswered: false, null, Start).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.NotReleased);
        ReopenActivity.Decide(Cancelled(Public), isAnswered: false, null, Start).Refusal.ShouldNotBeNull().Problem.ShouldBe(ActivityProblems.AlreadyCancelled);
        CompleteActivity.Decide(after, Start).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void After_its_end_it_is_completed_by_itself_where_the_edition_says_so_and_once()
    {
        var byItself = Edition().Edition with { CompletesByItself = true };
        var end = Public.Public!.EndsAt;

        CompleteActivity.ByItself(Public, byItself, end).Events.ShouldHaveSingleItem().ShouldBeOfType<ActivityCompleted>().OverrideReason.ShouldBeNull();
        CompleteActivity.ByItself(Public, byItself, end.AddTicks(-1)).ShouldBe(Decision.Nothing);
        CompleteActivity.ByItself(Public, Edition().Edition, end).ShouldBe(Decision.Nothing);
        CompleteActivity.ByItself(Draft, byItself, end).ShouldBe(Decision.Nothing);
        CompleteActivity.ByItself(Cancelled(Public), byItself, end).ShouldBe(Decision.Nothing);
        var reopened = Completed(Public).After(ReopenActivity.Decide(Completed(Public), false, null, end).Events.Single());
        CompleteActivity.ByItself(reopened, byItself, end).ShouldBe(Decision.Nothing, "an organiser has looked at it");
    }

    [Fact]
    public void An_edition_is_told_how_its_activities_are_completed_and_its_copy_does_the_same()
    {
        var edition = Domain.Decisions.States.After<Scheduling.Editions.Edition>(
            [new Scheduling.Editions.EditionCreated(ThisEdition, "lerum", new("Lerum"), new(2026, 10, 5), new(2026, 10, 16), Now)]);
        edition.CompletesByItself.ShouldBeFalse();

        var byItself = edition.After(Scheduling.Editions.ChooseCompletion.Decide(edition, byItself: true, Now).Events.Single());

        byItself.CompletesByItself.ShouldBeTrue();
        Scheduling.Editions.ChooseCompletion.Decide(byItself, byItself: true, Now).ShouldBe(Decision.Nothing);
        byItself.After(Scheduling.Editions.ChooseCompletion.Decide(byItself, byItself: false, Now).Events.Single()).CompletesByItself.ShouldBeFalse();
        var copy = CopyEdition.Of(
            Edition() with { Edition = byItself }, [], Contracts.EditionId.New(), new Scheduling.Editions.CreateEdition.Request("ny", new("Ny"), new(2027, 10, 4), new(2027, 10, 15), true), Guid.CreateVersion7, Now);
        copy.Events.Select(each => each.Event).OfType<Scheduling.Editions.EditionCreated>().Single().CompletesByItself.ShouldBeTrue();
    }

    [Fact]
    public void Completing_again_changes_nothing() => CompleteActivity.Decide(Completed(Public), Start).ShouldBe(Decision.Nothing);

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
        activity.After(CancelActivity.Decide(activity, null, releaseVersion: 1, Now).Events.Single());

    private static Activity Completed(Activity activity) => activity.After(CompleteActivity.Decide(activity, Start).Events.Single());
}
