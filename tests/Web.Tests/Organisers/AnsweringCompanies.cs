using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Absences;
using BusinessFocus.Web.Organisers.Cases;
using BusinessFocus.Web.Organisers.Surveys;
using BusinessFocus.Web.Organisers.Visits;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>Boards of visits and cases, and the forms that answer them.</summary>
public sealed class AnsweringCompanies
{
    [Fact]
    public void What_is_due_first_stands_first_and_the_middle_wait_needs_three()
    {
        var board = new VisitBoard(
        [
            Visit("B", VisitStatus.Asked, "2027-09-09T15:00Z"), Visit("A", VisitStatus.AnotherTimeAsked, "2027-09-06T15:00Z", isLate: true),
            Visit("C", VisitStatus.Proposed, hours: 3), Visit("D", VisitStatus.Accepted, hours: 30), Visit("E", VisitStatus.Declined, hours: 5),
        ]);

        board.Ours.Select(visit => visit.Company!.Name).ShouldBe(["A", "B"]);
        board.Late.ShouldBe(1);
        board.MiddleWait.ShouldBe(5);
        new VisitBoard([.. board.All.Take(4)]).MiddleWait.ShouldBeNull();
    }

    [Fact]
    public void How_long_it_waits_is_told_while_an_organiser_has_to_answer()
    {
        Some.In("sv-SE", () => VisitWords.Waits(Visit("A", VisitStatus.Asked, "2027-09-06T15:00Z", isLate: true), Some.Now))
            .ShouldBe("Har väntat 2 dagar, skulle ha fått svar mån 6 september kl. 17.00");
        VisitWords.Waits(Visit("C", VisitStatus.Proposed, hours: 3), Some.Now).ShouldBeNull();
    }

    [Fact]
    public void A_time_that_was_found_is_proposed_as_it_was_shown()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var suggestion = new SuggestVisitSuggestion { StartsAt = Some.At("2027-10-05T07:00Z"), EndsAt = Some.At("2027-10-05T08:00Z"), HostIds = [one, other] };
        var form = Form(("suggestion", ProposeForm.Written(suggestion)), ("message", " Vi kommer "));

        ProposeForm.FaultsIn(form).ShouldBeEmpty();
        var request = ProposeForm.RequestOf(form)!;
        (request.StartsAt, request.EndsAt, request.Message, request.Override).ShouldBe((suggestion.StartsAt, suggestion.EndsAt, "Vi kommer", null));
        request.HostIds.ShouldBe([one, other]);
    }

    [Fact]
    public void Ones_own_time_is_on_the_wall_and_what_it_lacks_is_told()
    {
        var host = Guid.NewGuid();
        var whole = Form(("suggestion", "own"), ("day", "2027-10-05"), ("from", "09:00"), ("until", "10:00"), ("hostIds", host.ToString()), ("override.reason", "Går bra"));

        ProposeForm.RequestOf(whole)!.StartsAt.ShouldBe(Some.At("2027-10-05T07:00Z"));
        ProposeForm.RequestOf(whole)!.Override!.Reason.ShouldBe("Går bra");
        ProposeForm.FaultsIn(Form(("suggestion", "own"), ("day", "2027-10-05"), ("from", "10:00"), ("until", "09:00"))).Keys.ShouldBe(["until", "hostIds"]);
        ProposeForm.FaultsIn(Form()).Keys.ShouldBe(["suggestion"]);
        ProposeForm.RequestOf(Form(("suggestion", "nonsense"))).ShouldBeNull();
    }

    [Fact]
    public void A_case_is_overdue_while_nobody_has_answered()
    {
        var late = new FollowUpView { State = FollowUpState.Taken, DueAt = Some.Now.AddHours(-1) };
        var answered = new FollowUpView { State = FollowUpState.Answered, DueAt = Some.Now.AddHours(-1), AnsweredAt = Some.Now.AddMinutes(-5) };

        CaseWords.IsOverdue(late, Some.Now).ShouldBeTrue();
        CaseWords.IsOverdue(answered, Some.Now).ShouldBeFalse();
        new CaseBoard([answered, late], Some.Now).Overdue.ShouldBe(1);
    }

    [Fact]
    public void A_long_question_is_cut_between_words_and_one_without_words_is_its_topic()
    {
        var asked = new FollowUpView { Message = string.Join(' ', Enumerable.Repeat("bygglov", 20)) };

        var title = Some.In("sv-SE", () => CaseWords.Title(asked, TopicsNow.Of(null)));
        title.ShouldEndWith("bygglov …");
        title.Length.ShouldBeLessThan(95);
        CaseWords.Title(new FollowUpView { Message = new string('x', 300) }, TopicsNow.Of(null)).Length.ShouldBe(42);
        Some.In("sv-SE", () => CaseWords.Title(new FollowUpView { Topic = "bygglov" }, TopicsNow.Of(null))).ShouldBe("Vill bli kontaktad om bygglov");
    }

    [Fact]
    public void An_absence_without_a_clock_is_whole_days_and_without_a_last_day_one()
    {
        var host = Guid.NewGuid().ToString();

        AbsenceForm.PeriodIn(Form(("hostId", host), ("fromDay", "2027-10-05"))).ShouldBe((Some.At("2027-10-04T22:00Z"), Some.At("2027-10-05T22:00Z")));
        AbsenceForm.PeriodIn(Form(("hostId", host), ("fromDay", "2027-10-05"), ("fromTime", "12:00"), ("untilDay", "2027-10-06"), ("untilTime", "10:00")))
            .ShouldBe((Some.At("2027-10-05T10:00Z"), Some.At("2027-10-06T08:00Z")));
        AbsenceForm.FaultsIn(Form(("hostId", host), ("fromDay", "2027-10-05"), ("untilDay", "2027-10-04"))).Keys.ShouldBe(["fromDay"]);
        AbsenceForm.FaultsIn(Form(("hostId", host), ("fromDay", "tisdag"), ("toHostId", host))).Keys.ShouldBe(["fromDay", "toHostId"]);
        AbsenceForm.FaultsIn(Form()).Keys.ShouldBe(["hostId", "fromDay"]);
    }

    [Fact]
    public void The_ticked_questions_are_asked_in_their_order_with_the_words_that_were_typed()
    {
        var current = new Questionnaire { IsAnonymous = true, Questions = [Question("nki"), Question("climate")] };
        var sets = new[] { new QuestionSet { Questions = [Question("climate"), Question("insikt-information")] } };

        var request = QuestionsForm.RequestOf(
            Form(("asked", new StringValues(["insikt-information", "nki"])), ("text.nki.sv", "Andra ord"), ("text.nki.en", "")), QuestionsForm.Offered(current, sets));

        request.Questions!.Select(question => question.Key).ShouldBe(["nki", "insikt-information"]);
        (request.Questions![0].Text!.Sv, request.Questions[0].Text!.En, request.IsAnonymous).ShouldBe(("Andra ord", "nki?", false));
    }

    private static Question Question(string key) => new() { Key = key, Type = QuestionType.OneToSix, Text = new LocalizedText { Sv = $"{key}?", En = $"{key}?" } };

    private static VisitRequestView Visit(string name, VisitStatus status, string? dueAt = null, bool isLate = false, int hours = 50) => new()
    {
        Status = status,
        Company = new VisitRequestViewCompanyPart { Name = name },
        Wait = new VisitRequestViewWaitPart
        {
            Hours = hours,
            DueAt = dueAt is null ? null : Some.At(dueAt),
            AnsweredAt = dueAt is null ? Some.Now : null,
            IsLate = isLate,
        },
    };

    private static FormCollection Form(params (string Field, StringValues Value)[] fields) => new(fields.ToDictionary(field => field.Field, field => field.Value));
}
