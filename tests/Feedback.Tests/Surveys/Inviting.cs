using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Surveys;

public sealed class Inviting
{
    private static readonly DateTimeOffset Now = new(2027, 10, 5, 16, 0, 0, TimeSpan.Zero);
    private static readonly ActivityId Activity = ActivityId.New();
    private static readonly RegistrationId Anna = RegistrationId.New();
    private static readonly SurveyedActivity Released = new(EditionId.New(), "lerum-2027", ActivityKind.Seminar, new LocalizedText("Seminarium"), [], false, 1);
    private static readonly SurveyedActivity Completed = Released with { IsCompleted = true, SourceVersion = 2 };

    [Fact]
    public void Who_came_is_invited_when_the_activity_is_completed()
    {
        var survey = Given(Invite.OnActivity(Survey.Initial, Activity, Released, Token, Now));
        survey = Given(Invite.OnAttendance(survey, Activity, Anna, true, false, 5, Token, Now), survey);

        var events = Invite.OnActivity(survey, Activity, Completed, Token, Now).Events;

        events.OfType<SurveyWasOpened>().ShouldHaveSingleItem().ClosesAt.ShouldBe(Now.AddDays(14));
        events.OfType<AttendeeWasInvited>().ShouldHaveSingleItem().RegistrationId.ShouldBe(Anna);
    }

    [Fact]
    public void Attendance_that_is_heard_of_after_the_completion_invites_too()
    {
        var survey = Given(Invite.OnActivity(Survey.Initial, Activity, Completed, Token, Now));

        Invite.OnAttendance(survey, Activity, Anna, true, false, 5, Token, Now).Events
            .OfType<AttendeeWasInvited>().ShouldHaveSingleItem().RegistrationId.ShouldBe(Anna);
    }

    [Fact]
    public void Nobody_is_invited_twice()
    {
        var survey = Given(Invite.OnActivity(Survey.Initial, Activity, Completed, Token, Now));
        survey = Given(Invite.OnAttendance(survey, Activity, Anna, true, false, 5, Token, Now), survey);

        Invite.OnAttendance(survey, Activity, Anna, true, false, 5, Token, Now).Events.ShouldBeEmpty();
        Invite.OnAttendance(survey, Activity, Anna, true, false, 6, Token, Now).Events.OfType<AttendeeWasInvited>().ShouldBeEmpty();
        Invite.OnActivity(survey, Activity, Completed with { SourceVersion = 3 }, Token, Now).Events.OfType<AttendeeWasInvited>().ShouldBeEmpty();
    }

    [Fact]
    public void Whose_check_in_was_taken_back_is_not_invited()
    {
        var survey = Given(Invite.OnAttendance(Survey.Initial, Activity, Anna, true, false, 5, Token, Now));
        survey = Given(Invite.OnAttendance(survey, Activity, Anna, false, false, 6, Token, Now), survey);

        Invite.OnActivity(survey, Activity, Completed, Token, Now).Events.OfType<AttendeeWasInvited>().ShouldBeEmpty();
    }

    [Fact]
    public void An_older_word_of_the_activity_is_ignored()
    {
        var survey = Given(Invite.OnActivity(Survey.Initial, Activity, Completed, Token, Now));

        Invite.OnActivity(survey, Activity, Released, Token, Now).Events.ShouldBeEmpty();
    }

    private static string Token() => Guid.NewGuid().ToString();

    private static Survey Given(Decision decision, Survey? before = null) =>
        decision.Events.Aggregate(before ?? Survey.Initial, (survey, @event) => survey.Evolve(@event));
}
