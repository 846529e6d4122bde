using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>What happens to a case: given, when, then.</summary>
public sealed class FollowUpDecisions
{
    private const string Token = "hemligt";

    /// <summary>A Tuesday.</summary>
    private static readonly DateTimeOffset Asked = new(2027, 10, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = new(2027, 10, 8, 15, 0, 0, TimeSpan.Zero);
    private static readonly HostId Eva = HostId.New();

    private static readonly Area Permits = States.After<Area>([new AreaWasSet("bygglov", new LocalizedText("Bygglov"), "bygglov@lerum.example", [Eva], 3, "org", Asked)]);

    private static readonly Area Food = States.After<Area>([new AreaWasSet("livsmedel", new LocalizedText("Livsmedel"), null, [], 2, "org", Asked)]);
    private static readonly KnownAreas Areas = KnownAreas.Of([Food, Permits]);

    private static readonly Invitation Link = new()
    {
        Id = "abc",
        SurveyId = SurveyId.New(),
        ActivityId = ActivityId.New(),
        EditionId = EditionId.New(),
        RegistrationId = RegistrationId.New(),
        ClosesAt = Asked.AddDays(14),
    };

    private readonly List<object> happened = [];

    public FollowUpDecisions() => Happens(Ask("bygglov", Permits));

    private FollowUp Case => States.After<FollowUp>([.. happened]);

    [Fact]
    public void A_case_says_who_answers_and_until_when()
    {
        var asked = happened.ShouldHaveSingleItem().ShouldBeOfType<FollowUpAskedFor>();

        (asked.Area, asked.DueAt).ShouldBe((new FollowUpArea("bygglov", new LocalizedText("Bygglov"), "bygglov@lerum.example", Permits.SetAt), Due));
        (Case.Area, Case.DueAt, Case.State).ShouldBe(("bygglov", Due, FollowUpState.Open));
        Ask("livsmedel", Food).Events.ShouldBeEmpty("one case a link");
    }

    [Theory]
    [InlineData("bygglov", "bygglov")]
    [InlineData("  Bygglov ", "bygglov")]
    [InlineData("Skatt på öl", Area.BusinessOffice)]
    [InlineData(null, Area.BusinessOffice)]
    [InlineData("", Area.BusinessOffice)]
    public void What_has_no_area_is_the_business_offices(string? topic, string area) => Areas.For(topic).Key.ShouldBe(area);

    [Fact]
    public void A_topic_that_no_area_has_is_kept_as_it_was_asked()
    {
        happened.Clear();
        Happens(Ask("Skatt på öl", Areas.For("Skatt på öl")));

        (Case.Topic, Case.Area).ShouldBe(("Skatt på öl", Area.BusinessOffice));
    }

    [Fact]
    public void The_business_office_is_there_before_anybody_has_set_it_and_as_it_was_set_after()
    {
        KnownAreas.Of([]).All.ShouldHaveSingleItem().Version.ShouldBe(0);
        var set = States.After<Area>([new AreaWasSet(Area.BusinessOffice, new LocalizedText("Näringsliv"), "n@lerum.example", [], 2, "org", Asked)]);

        KnownAreas.Of([Permits, set]).All.Select(area => area.Email).ShouldBe(["n@lerum.example", "bygglov@lerum.example"]);
    }

    [Fact]
    public void An_area_that_is_set_to_what_it_is_stays_as_it_is()
    {
        var same = new SetArea.Request(new LocalizedText("Bygglov"), " Bygglov@Lerum.example", [Eva, Eva], 3);
        SetArea.Decide(Permits, "bygglov", same, "org", Asked).Events.ShouldBeEmpty();

        var set = SetArea.Decide(Permits, "bygglov", same with { DaysToAnswer = 4 }, "org", Asked).Events.ShouldHaveSingleItem().ShouldBeOfType<AreaWasSet>();
        (set.Email, set.Hosts.Count).ShouldBe(("bygglov@lerum.example", 1));
        SetArea.Decide(Area.Initial, Area.BusinessOffice, new SetArea.Request(Area.Initial.Name, null, [], Area.Initial.DaysToAnswer), "org", Asked)
            .Events.Count.ShouldBe(1, "that somebody has decided on it is news");
    }

    [Fact]
    public void One_takes_it_and_another_is_told_so()
    {
        Happens(TakeFollowUp.Decide(Case, "eva", Asked));

        (Case.State, Case.TakenBy).ShouldBe((FollowUpState.Taken, "eva"));
        TakeFollowUp.Decide(Case, "eva", Asked).Events.ShouldBeEmpty();
        TakeFollowUp.Decide(Case, "bo", Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.TakenByAnother);
        TakeFollowUp.Decide(FollowUp.Initial, "bo", Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.NoSuchFollowUp);
    }

    [Fact]
    public void An_answer_is_told_with_a_link_and_the_case_stays_until_it_is_closed()
    {
        Happens(Answer("Tio veckor."));

        happened[^1].ShouldBe(new FollowUpAnswered(Link.EditionId, Link.RegistrationId, "eva", "Tio veckor.", Token, Asked.AddDays(31), Asked.AddDays(1)));
        (Case.State, Case.AnsweredAt, Case.RemindAt).ShouldBe((FollowUpState.Answered, Asked.AddDays(1), null));
        Answer("Tio veckor.").Events.ShouldBeEmpty();
        Answer("Elva.").Refusal!.Problem.ShouldBe(FollowUpProblems.Answered);
        TakeFollowUp.Decide(Case, "bo", Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.Answered);

        Happens(Close(new()));
        Case.State.ShouldBe(FollowUpState.Closed);
        Close(new()).Events.ShouldBeEmpty();
        Answer("Elva.").Refusal!.Problem.ShouldBe(FollowUpProblems.Closed);
    }

    [Fact]
    public void It_is_answered_and_closed_in_one_or_closed_with_what_came_of_it()
    {
        Close(new()).Refusal!.Problem.ShouldBe(FollowUpProblems.NothingCameOfIt);
        Close(new(Outcome: "Dubblett")).Events.ShouldHaveSingleItem().ShouldBe(
            new FollowUpEnded(Link.EditionId, Link.RegistrationId, "eva", "Dubblett", false, Asked.AddDays(1)));

        Happens(Close(new("Tio veckor.")));
        happened.Skip(1).Select(each => each.GetType()).ShouldBe([typeof(FollowUpAnswered), typeof(FollowUpEnded)]);
        (Case.State, Case.Answer).ShouldBe((FollowUpState.Closed, "Tio veckor."));
        Close(new("Tio veckor.")).Events.ShouldBeEmpty();
        Close(new("Elva.")).Refusal!.Problem.ShouldBe(FollowUpProblems.Closed);
    }

    [Fact]
    public void Another_answer_is_not_told_by_closing()
    {
        Happens(Answer("Tio veckor."));

        Close(new("Elva.")).Refusal!.Problem.ShouldBe(FollowUpProblems.Answered);
        Close(new("Tio veckor.")).Events.ShouldHaveSingleItem().ShouldBeOfType<FollowUpEnded>().WasAnswered.ShouldBeTrue();
    }

    [Fact]
    public void Another_area_has_it_open_with_the_date_that_was_promised()
    {
        Happens(TakeFollowUp.Decide(Case, "eva", Asked));
        MoveFollowUp.Decide(Case, null, "eva", Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.NoSuchArea);
        MoveFollowUp.Decide(Case, Permits, "eva", Asked).Events.ShouldBeEmpty();

        Happens(MoveFollowUp.Decide(Case, Food, "eva", Asked.AddDays(1)));
        (Case.Area, Case.State, Case.TakenBy, Case.DueAt).ShouldBe(("livsmedel", FollowUpState.Open, null, Due));
    }

    [Fact]
    public void A_host_sees_the_cases_of_the_areas_that_name_them_and_an_organiser_all()
    {
        // Eva is a host of the next edition too, by another id.
        var (organiser, eva, bo, nobody) = (
            new Caseworker("o", true, []), new Caseworker("e", false, [HostId.New(), Eva]), new Caseworker("b", false, [HostId.New()]), new Caseworker("n", false, []));

        new[] { organiser, eva, bo, nobody }.Select(each => each.MaySee(Case, Areas)).ShouldBe([true, true, false, false]);
        new[] { organiser, eva, bo, nobody }.Select(each => each.MaySee(FollowUp.Initial, Areas)).ShouldAllBe(sees => !sees);
        Happens(MoveFollowUp.Decide(Case, Food, "eva", Asked));
        new[] { organiser, eva }.Select(each => each.MaySee(Case, Areas)).ShouldBe([true, false]);
    }

    [Fact]
    public void Who_asked_reopens_it_by_the_link_of_the_answer_for_thirty_days()
    {
        Happens(Answer("Tio veckor."));
        var until = Asked.AddDays(31);

        ByLink("annat", Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.NoSuchFollowUp);
        ByLink("", Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.NoSuchFollowUp);
        ByLink(Token, until).Refusal!.Problem.ShouldBe(FollowUpProblems.TooLateToReopen);
        Happens(ByLink(Token, until.AddSeconds(-1)));

        var again = happened[^1].ShouldBeOfType<FollowUpAskedAgain>();
        (again.By, again.Reason, again.DueAt).ShouldBe((null, "Nej", WorkingDays.EndOf(until.AddSeconds(-1), 3)));
        (Case.State, Case.AnsweredAt, Case.DueAt).ShouldBe((FollowUpState.Open, null, again.DueAt));
        ByLink(Token, Asked.AddDays(30)).Events.ShouldBeEmpty("once is enough");
    }

    [Fact]
    public void A_new_answer_has_a_new_link_and_the_old_one_opens_nothing()
    {
        Happens(Answer("Tio veckor."));
        Happens(ByLink(Token, Asked.AddDays(2)));
        Happens(AnswerFollowUp.Decide(Case, "eva", "Tio veckor.", () => "nytt", Asked.AddDays(3)));

        ByLink(Token, Asked.AddDays(4)).Refusal!.Problem.ShouldBe(FollowUpProblems.NoSuchFollowUp);
        ByLink("nytt", Asked.AddDays(4)).Events.Count.ShouldBe(1);
    }

    [Fact]
    public void Who_works_with_it_reopens_what_is_answered_or_closed()
    {
        Reopen().Refusal!.Problem.ShouldBe(FollowUpProblems.StillOpen);
        Happens(Close(new("Tio veckor.")));
        Happens(Reopen());

        (Case.State, happened[^1].ShouldBeOfType<FollowUpAskedAgain>().By).ShouldBe((FollowUpState.Open, "bo"));
    }

    [Fact]
    public void Nobody_answers_or_reopens_what_somebody_asked_who_is_forgotten()
    {
        Happens(Answer("Tio veckor."));
        Happens(Close(new(Outcome: "Ringde")));
        Happens(Decision.Of(new FollowUpForgotten(Asked)));

        ByLink(Token, Asked).Refusal!.Problem.ShouldBe(FollowUpProblems.NoSuchFollowUp);
        Reopen().Refusal!.Problem.ShouldBe(FollowUpProblems.Closed);
        Answer("Elva").Refusal!.Problem.ShouldBe(FollowUpProblems.Closed);
        Close(new(Outcome: "Igen")).Refusal!.Problem.ShouldBe(FollowUpProblems.Closed);
        new[] { Case.Message, Case.Answer, Case.Outcome, Case.Reason, Case.ReopenHash }.ShouldAllBe(text => text == null);
        (Case.Topic, Case.RemindAt).ShouldBe(("bygglov", null));
    }

    [Fact]
    public void A_topic_that_no_area_has_can_be_anything_and_is_masked_with_the_rest()
    {
        var asked = happened.OfType<FollowUpAskedFor>().Single();

        (asked.Masked().Topic, asked.Masked().Message).ShouldBe(("bygglov", null));
        (asked with { Topic = "Åsa Öbergs fråga" }).Masked().Topic.ShouldBeNull();
        (asked with { Area = null }).Masked().Topic.ShouldBeNull();
    }

    [Fact]
    public void The_area_is_reminded_once_before_and_four_times_after_it_fell_due()
    {
        var soon = new DateTimeOffset(2027, 10, 7, 6, 0, 0, TimeSpan.Zero);
        Remind(soon.AddSeconds(-1)).ShouldBeEmpty();
        Remind(soon).ShouldHaveSingleItem().ShouldBe(new FollowUpCameUp(Link.ActivityId, Link.EditionId, Permits.Facts, Due, soon));
        Remind(soon).ShouldBeEmpty("it was told");
        Remind(Due.AddSeconds(-1)).ShouldBeEmpty();

        for (var week = 0; week < 4; week++)
        {
            var at = Due.AddDays(7 * week);
            Remind(at.AddSeconds(-1)).ShouldBeEmpty();
            Remind(at).ShouldHaveSingleItem().ShouldBe(new FollowUpFellDue(Link.ActivityId, Link.EditionId, Permits.Facts, Due, week + 1, at));
            Remind(at).ShouldBeEmpty();
        }

        Remind(Due.AddYears(1)).ShouldBeEmpty();
        Happens(MoveFollowUp.Decide(Case, Food, "eva", Due.AddYears(1)));
        Remind(Due.AddYears(1).AddDays(7)).ShouldHaveSingleItem().ShouldBeOfType<FollowUpFellDue>().ShouldSatisfyAllConditions(
            fell => fell.Reminder.ShouldBe(1, "the new area has not been told"),
            fell => fell.Area.Key.ShouldBe("livsmedel"));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_is_answered_or_closed()
    {
        var asked = happened.ToList();
        Happens(Answer("Tio veckor."));
        Remind(Due).ShouldBeEmpty();
        Happens(ByLink(Token, Asked.AddDays(2)));
        Remind(WorkingDays.EndOf(Asked.AddDays(2), 3)).ShouldHaveSingleItem().ShouldBeOfType<FollowUpFellDue>();

        happened.Clear();
        happened.AddRange(asked);
        Happens(Close(new(Outcome: "Dubblett")));
        Remind(Due).ShouldBeEmpty();
    }

    [Fact]
    public void A_case_from_before_there_were_areas_is_the_business_offices_and_never_due()
    {
        happened.Clear();
        Happens(Decision.Of(new FollowUpAskedFor(FollowUpId.From(Guid.NewGuid()), Link.ActivityId, Link.EditionId, Link.RegistrationId, "bygglov", "Ring", Asked)));

        (Case.Area, Case.DueAt, Case.RemindAt).ShouldBe((Area.BusinessOffice, null, null));
        Happens(Decision.Of(new FollowUpDone(Link.EditionId, Link.RegistrationId, "eva", "Klart", Asked)));
        (Case.State, Case.AnsweredAt).ShouldBe((FollowUpState.Closed, Asked));
    }

    [Fact]
    public void The_history_says_who_did_what_and_when()
    {
        Happens(TakeFollowUp.Decide(Case, "eva", Asked));
        Happens(Answer("Tio veckor."));
        Happens(ByLink(Token, Asked.AddDays(2)));
        Happens(MoveFollowUp.Decide(Case, Food, "bo", Asked.AddDays(2)));
        Happens(Close(new(Outcome: "Ringde")));

        happened.Select(@event => FollowUpStep.Of(@event)!).Select(step => (step.Kind, step.By, step.Text, step.Area)).ShouldBe(
        [
            (FollowUpStepKind.Asked, null, "Ring mig", "bygglov"),
            (FollowUpStepKind.Taken, "eva", null, null),
            (FollowUpStepKind.Answered, "eva", "Tio veckor.", null),
            (FollowUpStepKind.Reopened, null, "Nej", null),
            (FollowUpStepKind.Moved, "bo", null, "livsmedel"),
            (FollowUpStepKind.Closed, "eva", "Ringde", null),
        ]);
    }

    private static Decision Ask(FollowUp before, string? topic, Area area) =>
        AskForFollowUp.Decide(before, AskForFollowUp.IdOf(Link), Link, area, topic, "Ring mig", Asked);

    private Decision Ask(string? topic, Area area) => Ask(Case, topic, area);

    private Decision Answer(string text) => AnswerFollowUp.Decide(Case, "eva", text, () => Token, Asked.AddDays(1));

    private Decision Close(CloseFollowUp.Request request) => CloseFollowUp.Decide(Case, "eva", request, () => Token, Asked.AddDays(1));

    private Decision ByLink(string token, DateTimeOffset now) => ReopenFollowUp.DecideByLink(Case, Areas.For(Case.Area), token, "Nej", now);

    private Decision Reopen() => ReopenFollowUp.Decide(Case, Areas.For(Case.Area), "bo", "Fel svar", Asked.AddDays(2));

    private IReadOnlyList<object> Remind(DateTimeOffset now)
    {
        var decision = RemindOfFollowUp.Decide(Case, Areas.For(Case.Area), now);
        Happens(decision);
        return decision.Events;
    }

    private void Happens(Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        happened.AddRange(decision.Events);
    }
}
