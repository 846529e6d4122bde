using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Reminders;
using BusinessFocus.Feedback.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reminders;

public sealed class Reminding
{
    private static readonly DateTimeOffset Opened = new(2027, 10, 5, 16, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Opened.AddDays(11);
    private static readonly ActivityId Activity = ActivityId.New();
    private static readonly RegistrationId Anna = RegistrationId.New();
    private static readonly VisitRequestId Visit = new(Guid.NewGuid());
    private static readonly RegistrationId Bo = RegistrationId.New();
    private static readonly SurveyedActivity Completed = new(EditionId.New(), "lerum-2027", ActivityKind.Seminar, new LocalizedText("Seminarium"), [], true, 1);

    private readonly List<object> happened = [];

    public Reminding()
    {
        Happens(Invite.OnActivity(Survey, Activity, Completed, Token, Opened));
        Comes(Anna, Opened);
        Comes(Bo, Opened);
    }

    private Survey Survey => States.After<Survey>([.. happened]);

    [Fact]
    public void Three_days_before_it_closes_who_has_not_answered_is_reminded_with_the_same_link()
    {
        RemindAt(Due.AddSeconds(-1), []).Events.ShouldBeEmpty("it is not time yet");

        var reminded = RemindAt(Due, [Bo]).Events.OfType<AttendeeWasReminded>().ShouldHaveSingleItem();
        (reminded.RegistrationId, reminded.Token, reminded.ClosesAt).ShouldBe((Anna, Invitations.Single(each => each.RegistrationId == Anna).Token, Opened.AddDays(14)));
    }

    [Fact]
    public void Nobody_is_reminded_twice()
    {
        Happens(RemindAt(Due, []));

        Survey.IsReminded.ShouldBeTrue();
        RemindAt(Due.AddDays(1), []).Events.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_stored_does_not_say_who_has_answered()
    {
        Happens(RemindAt(Due, [Anna, Bo]));

        happened.Last().ShouldBe(new RemindersWereSent(Due));
        happened.OfType<AttendeeWasReminded>().ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_invited_late_is_reminded_a_day_after_that_and_the_others_not_again()
    {
        var late = RegistrationId.New();
        Comes(late, Due.AddHours(-1));

        Happens(RemindAt(Due, []));
        happened.OfType<AttendeeWasReminded>().Select(each => each.RegistrationId).ShouldBe([Anna, Bo], ignoreOrder: true);
        RemindAt(Due.AddHours(22), []).Events.ShouldBeEmpty();

        RemindAt(Due.AddHours(23), []).Events.OfType<AttendeeWasReminded>().ShouldHaveSingleItem().RegistrationId.ShouldBe(late);
    }

    [Fact]
    public void Who_is_invited_after_the_reminders_is_reminded_too()
    {
        Happens(RemindAt(Due, []));
        var late = RegistrationId.New();
        Comes(late, Due.AddHours(1));

        Survey.IsReminded.ShouldBeFalse();
        RemindAt(Due.AddHours(25), []).Events.OfType<AttendeeWasReminded>().ShouldHaveSingleItem().RegistrationId.ShouldBe(late);
    }

    [Fact]
    public void Nobody_is_reminded_of_a_survey_that_is_closed() => RemindAt(Opened.AddDays(14), []).Events.ShouldBeEmpty();

    [Fact]
    public void Whose_check_in_was_taken_back_is_not_reminded()
    {
        Happens(Invite.OnAttendance(Survey, Activity, Bo, false, false, 9, Token, Opened));

        RemindAt(Due, []).Events.OfType<AttendeeWasReminded>().ShouldHaveSingleItem().RegistrationId.ShouldBe(Anna);
    }

    [Fact]
    public void An_invitation_whose_time_was_not_noted_is_old_enough()
    {
        var old = happened.Select(each => each is AttendeeWasInvited invited ? invited with { At = null } : each).ToList();
        happened.Clear();
        happened.AddRange(old);

        Happens(RemindAt(Due, []));
        happened.OfType<AttendeeWasReminded>().Count().ShouldBe(2);
        Survey.IsReminded.ShouldBeTrue();
    }

    [Fact]
    public void Where_the_organisers_want_none_there_is_none() =>
        Remind.Decide(Survey, Invitations, new HashSet<RegistrationId>(), new ReminderSettings { RemindDaysBefore = 0 }, Opened.AddDays(14).AddSeconds(-1))
            .Events.ShouldBeEmpty();

    [Fact]
    public void Of_a_visit_each_side_that_has_not_told_is_reminded_once_with_its_own_link()
    {
        Happens(Invite.OnVisit(Survey, Activity, Visit, Token, Opened));
        var asked = happened.OfType<VisitWasSurveyed>().Single();
        RemindAt(Due.AddSeconds(-1), []).Events.ShouldBeEmpty("it is not time yet");

        RemindAt(Due, []).Events.OfType<VisitWasReminded>().ShouldHaveSingleItem().ShouldBe(
            new VisitWasReminded(asked.SurveyId, Visit, Activity, asked.EditionId, asked.CompanyToken, asked.DelegationToken, Opened.AddDays(14)));
        var one = RemindAt(Due, [VisitSides.IdOf(Visit, VisitSide.Company)]).Events.OfType<VisitWasReminded>().ShouldHaveSingleItem();
        (one.CompanyToken, one.DelegationToken).ShouldBe((null, asked.DelegationToken));
        RemindAt(Due, [.. Enum.GetValues<VisitSide>().Select(side => VisitSides.IdOf(Visit, side))]).Events.OfType<VisitWasReminded>().ShouldBeEmpty();

        Happens(RemindAt(Due, []));
        RemindAt(Due.AddDays(1), []).Events.ShouldBeEmpty();
        RemindAt(Opened.AddDays(14), []).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_visit_that_is_heard_of_after_the_reminders_is_reminded_of_a_day_later()
    {
        Happens(RemindAt(Due, []));
        Happens(Invite.OnVisit(Survey, Activity, Visit, Token, Due.AddHours(1)));

        Survey.IsReminded.ShouldBeFalse();
        RemindAt(Due.AddHours(24), []).Events.ShouldBeEmpty();
        var events = RemindAt(Due.AddHours(25), []).Events;
        events.OfType<VisitWasReminded>().ShouldHaveSingleItem();
        events.OfType<AttendeeWasReminded>().ShouldBeEmpty("they were reminded");
    }

    [Fact]
    public void Of_a_survey_that_was_closed_no_side_is_reminded()
    {
        Happens(Invite.OnVisit(Survey, Activity, Visit, Token, Opened));
        Happens(CloseSurvey.Decide(Survey, null, Due.AddDays(-1)));

        RemindAt(Due, []).Events.ShouldBeEmpty();
    }

    private List<AttendeeWasInvited> Invitations => happened.OfType<AttendeeWasInvited>().ToList();

    private static string Token() => Guid.NewGuid().ToString();

    private Decision RemindAt(DateTimeOffset now, HashSet<RegistrationId> answered) =>
        Remind.Decide(Survey, Invitations, answered, new ReminderSettings(), now, happened.OfType<VisitWasSurveyed>().LastOrDefault());

    private void Comes(RegistrationId registration, DateTimeOffset now) =>
        Happens(Invite.OnAttendance(Survey, Activity, registration, true, false, 5, Token, now));

    private void Happens(Decision decision) => happened.AddRange(decision.Events);
}
