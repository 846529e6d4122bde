using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Editions;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Editions;

/// <summary>What is decided about the surveys of a whole edition, without a store.</summary>
public sealed class AskingAboutTheWholeEdition
{
    private static readonly DateTimeOffset Now = new(2027, 10, 5, 16, 0, 0, TimeSpan.Zero);
    private static readonly SurveyedActivity Any = new(EditionId.New(), "lerum-2027", ActivityKind.Seminar, new LocalizedText("Seminarium"), [], false, 1, Municipality: "lerum");
    private static readonly SurveyAddressee Anna = new(RegistrationId.New(), ActivityId.New());
    private static readonly SurveyAddressee Bo = new(RegistrationId.New(), ActivityId.New());

    [Fact]
    public void It_goes_when_the_edition_has_ended_and_waits_where_the_end_was_moved()
    {
        var survey = Planned(new(), Now);
        EditionSurveys.WhenDue(survey, Now, Now.AddSeconds(-1)).Events.ShouldBeEmpty();

        var later = After(survey, EditionSurveys.WhenDue(survey, Now.AddDays(1), Now));
        (later.OpensAt, later.RequestedAt).ShouldBe((Now.AddDays(1), null));
        EditionSurveys.WhenDue(later, Now.AddDays(1), Now.AddDays(1)).Events.ShouldHaveSingleItem().ShouldBeOfType<EditionAudienceWasRequested>();
    }

    [Fact]
    public void A_time_that_an_organiser_set_stays_whatever_the_edition_does()
    {
        var survey = Planned(new(OpensAt: Now), Now.AddDays(4));
        EditionSurveys.WhenDue(survey, Now.AddDays(4), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<EditionAudienceWasRequested>();
    }

    [Fact]
    public void Whom_it_asks_is_asked_for_once_and_then_nothing_is_planned_or_cancelled()
    {
        var survey = Requested();
        EditionSurveys.WhenDue(survey, null, Now.AddDays(9)).Events.ShouldBeEmpty();
        EditionSurveys.Plan(survey, survey.Plan!, "o", Now).Refusal!.Problem.ShouldBe(SurveyProblems.EditionAsked);
        EditionSurveys.Cancel(survey, "o", Now).Refusal!.Problem.ShouldBe(SurveyProblems.EditionAsked);
    }

    [Fact]
    public void The_same_plan_again_changes_nothing_and_one_that_is_cancelled_is_not_sent()
    {
        var survey = Planned(new(), Now);
        EditionSurveys.Plan(survey, Plan(new(), Now), "o", Now).Events.ShouldBeEmpty();
        var cancelled = After(survey, EditionSurveys.Cancel(survey, "o", Now));
        EditionSurveys.WhenDue(cancelled, null, Now.AddDays(1)).Events.ShouldBeEmpty();
        EditionSurveys.Cancel(cancelled, "o", Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Each_is_invited_once_however_often_and_in_how_many_parts_they_are_told_of()
    {
        var survey = After(Requested(), EditionSurveys.Invited(Requested(), [Anna, Anna], Token, Now));
        survey = After(survey, EditionSurveys.Invited(survey, [Anna, Bo], Token, Now.AddMinutes(1)));
        survey.Invited.ShouldBe([Anna.RegistrationId, Bo.RegistrationId], ignoreOrder: true);
        EditionSurveys.Invited(survey, [Anna, Bo], Token, Now).Events.ShouldBeEmpty();
        survey.ClosesAt.ShouldBe(Now.AddDays(14));
        survey.IsReminded.ShouldBeTrue("people are asked once");
    }

    [Fact]
    public void Nobody_to_ask_opens_it_all_the_same_and_late_ones_are_not_asked()
    {
        var survey = After(Requested(), EditionSurveys.Invited(Requested(), [], Token, Now));
        survey.IsOpened.ShouldBeTrue();
        EditionSurveys.Invited(survey, [Anna], Token, Now.AddDays(14)).Events.ShouldBeEmpty();
        EditionSurveys.Invited(Survey.Initial, [Anna], Token, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_answered_about_the_edition_counts_by_itself_alone()
    {
        var survey = Requested();
        survey.GroupsOf(new ActivityId(Guid.NewGuid()), Anna.RegistrationId).ShouldHaveSingleItem().Dimension.ShouldBe(Dimension.Activity);
        EditionSurveys.GroupsOf(Any.EditionId).ShouldContain(Group.Of(EditionSurveys.IdOf(Any.EditionId, SurveyAudience.NoShows)));
    }

    [Theory]
    [InlineData(SurveyAudience.Participants)]
    [InlineData(SurveyAudience.NoShows)]
    public void What_they_ask_keeps_the_rules_of_questions_and_is_said_in_both_languages(SurveyAudience audience)
    {
        var asks = EditionQuestionnaires.Of(audience);
        asks.IsAnonymous.ShouldBeTrue();
        QuestionRules.FlawsIn(asks.Questions, Questionnaire.Standard.Questions).ShouldBeEmpty();
        asks.Questions.ShouldAllBe(question => question.Text.En != null && (question.Options ?? new List<Option>()).All(option => option.Text.En != null));
    }

    [Fact]
    public void A_set_is_asked_as_it_is_and_one_that_is_about_activities_is_none_for_the_edition()
    {
        var survey = Planned(new(QuestionSet: "insikt"), Now);
        survey.Plan!.Questionnaire.Questions.ShouldBe(QuestionSets.All.Single(set => set.Key == "insikt").Questions);
        EditionSurveys.Plan(survey, Plan(new(QuestionSet: "insikt"), Now), "o", Now).Events.ShouldBeEmpty();
        Planned(new(QuestionSet: QuestionSets.Standard), Now).Plan!.Questionnaire.ShouldBe(Planned(new(), Now).Plan!.Questionnaire);

        foreach (var audience in Enum.GetValues<SurveyAudience>())
        {
            QuestionSets.For(audience).Select(set => set.Key).ShouldBe([QuestionSets.Standard, "insikt"]);
            QuestionSets.For(audience)[0].Questions.ShouldBe(EditionQuestionnaires.Of(audience).Questions);
            QuestionSets.For(audience).ShouldAllBe(set => QuestionRules.FlawsIn(set.Questions, Array.Empty<BusinessFocus.Feedback.Questions.Question>()).Count == 0);
            PlanEditionSurvey.SetOf(new(QuestionSet: "annat"), audience).ShouldBeNull();
        }
    }

    private static EditionSurveyPlan Plan(PlanEditionSurvey.Request request, DateTimeOffset endsAt) =>
        PlanEditionSurvey.PlanOf(request, PlanEditionSurvey.SetOf(request, SurveyAudience.Participants)!, SurveyAudience.Participants, Any, endsAt, Now);

    private static Survey Planned(PlanEditionSurvey.Request request, DateTimeOffset endsAt) =>
        After(Survey.Initial, EditionSurveys.Plan(Survey.Initial, Plan(request, endsAt), "o", Now));

    private static Survey Requested() => Planned(new(), Now) is var survey ? After(survey, EditionSurveys.WhenDue(survey, null, Now)) : survey;

    private static string Token() => Guid.NewGuid().ToString();

    private static Survey After(Survey before, Decision decision) => decision.Events.Aggregate(before, (survey, @event) => survey.Evolve(@event));
}
