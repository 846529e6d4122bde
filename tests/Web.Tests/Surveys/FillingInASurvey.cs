using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Surveys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Surveys;

/// <summary>What is ticked and typed becomes answers, and answers given before stand in the form.</summary>
public sealed class FillingInASurvey
{
    private static readonly QuestionView[] Questions =
    [
        new() { Key = "overall", Type = QuestionType.OneToTen, Least = 1, Most = 10 },
        new() { Key = "again", Type = QuestionType.Choice },
        new() { Key = "service", Type = QuestionType.OneToSix, Least = 1, Most = 6, ShownIf = new Condition { Question = "again", Answers = ["no"] } },
        new() { Key = "why", Type = QuestionType.Text, ShownIf = new Condition { Question = "again", Answers = ["no"] } },
        new() { Key = "areas", Type = QuestionType.MultipleChoice },
    ];

    [Fact]
    public void Each_question_gets_the_kind_of_answer_that_it_takes()
    {
        var answers = Read(("overall", "8"), ("again", "no"), ("service", "6"), ("why", "För kort"), ("areas", new StringValues(["bygglov", "brand"])));

        answers["overall"].ShouldBe(8);
        answers["again"].ShouldBe("no");
        answers["service"].ShouldBe(6);
        answers["why"].ShouldBe("För kort");
        answers["areas"].ShouldBe(new List<string> { "bygglov", "brand" });
    }

    [Fact]
    public void What_is_skipped_is_left_out() => Read(("overall", ""), ("again", ""), ("why", "  \r\n "), ("areas", "brand")).Keys.ShouldBe(["areas"]);

    [Fact]
    public void What_is_ticked_where_the_question_is_not_asked_is_left_out() => Read(("again", "yes"), ("service", "2")).Keys.ShouldBe(["again"]);

    [Fact]
    public void What_is_written_where_the_question_is_not_asked_is_sent_so_that_the_writer_hears_of_it() =>
        Read(("again", "yes"), ("why", "För kort")).Keys.ShouldBe(["again", "why"]);

    [Fact]
    public void What_no_question_is_about_is_not_sent() => Read(("other", "1")).ShouldBeEmpty();

    [Fact]
    public void What_is_no_number_is_sent_as_it_is_and_refused_there() => Read(("overall", "åtta"))["overall"].ShouldBe("åtta");

    [Fact]
    public void A_text_of_the_greatest_length_is_not_made_longer_by_its_line_breaks() => Read(("again", "no"), ("why", "a\r\nb"))["why"].ShouldBe("a\nb");

    [Theory]
    [InlineData("", "", false)]
    [InlineData("true", "", true)]
    [InlineData("", "Ring mig", true)]
    public void Who_ticks_the_box_or_writes_what_it_is_about_is_contacted(string ticked, string message, bool isWish) => (SurveyForm.WishIn(Form(
        (SurveyForm.Wish, ticked), (SurveyForm.Message, message))) is not null).ShouldBe(isWish);

    [Fact]
    public void What_was_answered_before_stands_in_the_form()
    {
        var form = SurveyForm.Of(new SurveyView
        {
            Questions = [.. Questions],
            Answers = new SurveyView_answers
            {
                AdditionalData = new Dictionary<string, object> { ["overall"] = "8", ["areas"] = "bygglov,brand,", ["why"] = new DateTime(2026, 10, 5) },
            },
        });

        form.Value("answers.overall").ShouldBe("8");
        form.Typed["answers.areas"].ToArray().ShouldBe(["bygglov", "brand"]);
        form.Value("answers.why").ShouldBe("2026-10-05");
        form.Value("answers.again").ShouldBeNull();
    }

    [Fact]
    public void Of_an_anonymous_answer_nothing_stands_in_the_form() => SurveyForm.Of(new SurveyView { Questions = [.. Questions] }).Typed.Count.ShouldBe(0);

    private static Dictionary<string, object> Read(params (string Question, StringValues Value)[] answers) =>
        SurveyForm.AnswersIn(Form([.. answers.Select(answer => (SurveyForm.Answers + answer.Question, answer.Value))]), Questions);

    private static FormCollection Form(params (string Name, StringValues Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));
}
