using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Surveys;

public sealed class AskingBothSidesOfAVisit
{
    private static readonly DateTimeOffset Now = new(2027, 10, 5, 16, 0, 0, TimeSpan.Zero);
    private static readonly ActivityId Activity = ActivityId.New();
    private static readonly VisitRequestId Visit = new(Guid.NewGuid());
    private static readonly SurveyedActivity Released = new(EditionId.New(), "lerum-2027", ActivityKind.CompanyVisit, new LocalizedText("Besök"), [], false, 1);
    private static readonly SurveyedActivity Completed = Released with { IsCompleted = true, SourceVersion = 2 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_sides_are_asked_once_without_a_check_in_whatever_is_heard_first(bool completedFirst)
    {
        var survey = Survey.Initial;
        var told = new List<object>();
        for (var repeat = 0; repeat < 2; repeat++)
        {
            foreach (var completed in (bool[])[completedFirst, !completedFirst])
            {
                var decision = completed
                    ? Invite.OnActivity(survey, Activity, Completed, Token, Now)
                    : Invite.OnVisit(survey, Activity, Visit, Token, Now);
                told.AddRange(decision.Events);
                survey = Given(decision, survey);
            }
        }

        var asked = told.OfType<VisitWasSurveyed>().ShouldHaveSingleItem();
        (asked.VisitRequestId, asked.ClosesAt).ShouldBe((Visit, Now.AddDays(14)));
        asked.CompanyToken.ShouldNotBe(asked.DelegationToken);
        told.OfType<GroupsInvited>().ShouldBeEmpty("what both sides say is in no sum");
    }

    [Fact]
    public void A_visit_that_has_not_taken_place_is_asked_nothing_of()
    {
        var survey = Given(Invite.OnVisit(Survey.Initial, Activity, Visit, Token, Now));

        Invite.OnActivity(survey, Activity, Released, Token, Now).Events.OfType<VisitWasSurveyed>().ShouldBeEmpty();
    }

    [Fact]
    public void Where_it_had_not_taken_place_after_all_both_are_asked_anew_when_it_has()
    {
        var survey = Given(Invite.OnVisit(Survey.Initial, Activity, Visit, Token, Now));
        survey = Given(Invite.OnActivity(survey, Activity, Completed, Token, Now), survey);
        survey = Given(WithdrawSurvey.Decide(survey, Activity, Released with { SourceVersion = 3 }, [], Now), survey);

        Invite.OnActivity(survey, Activity, Completed with { SourceVersion = 4 }, Token, Now).Events.OfType<VisitWasSurveyed>().ShouldHaveSingleItem();
    }

    private static string Token() => Guid.NewGuid().ToString();

    private static Survey Given(Decision decision, Survey? before = null) =>
        decision.Events.Aggregate(before ?? Survey.Initial, (survey, @event) => survey.Evolve(@event));
}
