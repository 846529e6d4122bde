using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Surveys;

/// <summary>An activity was said to have taken place, and had not.</summary>
public sealed class Withdrawing
{
    private static readonly DateTimeOffset Now = new(2027, 10, 5, 16, 0, 0, TimeSpan.Zero);
    private static readonly ActivityId Activity = ActivityId.New();
    private static readonly RegistrationId Anna = RegistrationId.New();
    private static readonly SurveyedActivity Completed = new(EditionId.New(), "lerum-2027", ActivityKind.Seminar, new LocalizedText("Seminarium"), ["bygglov"], true, 2);
    private static readonly SurveyedActivity Reopened = Completed with { IsCompleted = false, SourceVersion = 3 };

    private readonly List<object> happened = [];

    public Withdrawing()
    {
        Happens(Invite.OnAttendance(Survey, Activity, Anna, came: true, isMember: true, 5, Token, Now));
        Happens(Invite.OnActivity(Survey, Activity, Completed, Token, Now));
    }

    private Survey Survey => States.After<Survey>([.. happened]);

    [Fact]
    public void Its_survey_is_withdrawn_and_whoever_was_invited_counts_as_not()
    {
        WithdrawSurvey.IsTakenBack(Survey, Reopened).ShouldBeTrue();
        var invited = happened.OfType<GroupsInvited>().Single();

        Withdraw();

        var withdrawn = happened.OfType<SurveyWasWithdrawn>().ShouldHaveSingleItem();
        (withdrawn.ActivityId, withdrawn.InvitedUntil).ShouldBe((Activity, Now.AddDays(14)));
        happened.OfType<GroupsInvited>().SelectMany(each => each.Groups).GroupBy(size => size.Group).ShouldAllBe(group => group.Sum(size => size.Invited) == 0);
        invited.Groups.Count.ShouldBeGreaterThan(3);
        (Survey.IsOpened, Survey.Invited.Count, Survey.LastInvitedAt).ShouldBe((false, 0, null));
    }

    [Fact]
    public void When_it_has_taken_place_everybody_who_came_is_invited_anew_for_as_long_as_ever()
    {
        Withdraw();
        var later = Now.AddDays(1);

        Happens(Invite.OnActivity(Survey, Activity, Completed with { SourceVersion = 4 }, Token, later));

        var invited = happened.OfType<AttendeeWasInvited>().ToList();
        invited.Select(each => each.RegistrationId).ShouldBe([Anna, Anna]);
        invited[1].ClosesAt.ShouldBe(later.AddDays(14));
        invited[1].Token.ShouldNotBe(invited[0].Token);
        WithdrawSurvey.SinceLast(happened).OfType<AttendeeWasInvited>().ShouldHaveSingleItem().Token.ShouldBe(invited[1].Token);
    }

    [Fact]
    public void Who_comes_meanwhile_is_not_invited()
    {
        Withdraw();

        Invite.OnAttendance(Survey, Activity, RegistrationId.New(), came: true, isMember: false, 6, Token, Now).Events.OfType<AttendeeWasInvited>().ShouldBeEmpty();
    }

    [Fact]
    public void What_somebody_answered_in_that_moment_is_kept_and_the_survey_stays_open()
    {
        happened.Add(new QuestionsFrozen(1));

        Withdraw();

        happened.OfType<SurveyWasWithdrawn>().ShouldBeEmpty();
        (Survey.IsOpened, Survey.Facts!.IsCompleted).ShouldBe((true, false));
    }

    [Fact]
    public void An_older_word_withdraws_nothing()
    {
        WithdrawSurvey.IsTakenBack(Survey, Reopened with { SourceVersion = 1 }).ShouldBeFalse();
        WithdrawSurvey.IsTakenBack(Survey, Completed with { SourceVersion = 3 }).ShouldBeFalse();
        Withdraw();
        WithdrawSurvey.IsTakenBack(Survey, Reopened).ShouldBeFalse("once is enough");
    }

    private void Withdraw() => Happens(WithdrawSurvey.Decide(Survey, Activity, Reopened, happened, Now));

    private void Happens(Decision decision) => happened.AddRange(decision.Events);

    private static string Token() => Guid.NewGuid().ToString();
}
