using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Questions;
using Shouldly;
using Xunit;
using Question = BusinessFocus.Feedback.Questions.Question;

namespace BusinessFocus.Feedback.Tests.Questions;

public sealed class WritingQuestions
{
    private static readonly LocalizedText Text = new("Fråga", "Question");

    private static readonly Questionnaire Conditional = new(2, true,
    [
        new("met", QuestionType.Choice, Text, [new("yes", Text), new("no", Text)]),
        new("use", QuestionType.OneToSix, Text, ShownIf: new("met", ["yes"])),
        new("why", QuestionType.Text, Text, ShownIf: new("use", ["1", "2"])),
    ]);

    [Theory]
    [InlineData("""{"met":"yes","use":2,"why":"Ingen tid"}""", "")]
    [InlineData("""{"met":"yes"}""", "")]
    [InlineData("""{"met":"no","use":2}""", "answers.use")]
    [InlineData("""{"use":2}""", "answers.use")]
    [InlineData("""{"met":"yes","use":3,"why":"x"}""", "answers.why")]
    [InlineData("""{"met":"perhaps"}""", "answers.met")]
    [InlineData("""{"met":"yes","use":"2"}""", "answers.use")]
    [InlineData("""{"met":"yes","use":2.5}""", "answers.use")]
    [InlineData("""{"other":1}""", "answers.other")]
    [InlineData("{}", "answers")]
    public void Answers_are_taken_only_to_questions_that_are_asked(string answers, string flaw)
    {
        var (said, errors) = Conditional.Read(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(answers)!);

        errors.Keys.ShouldBe(flaw.Length == 0 ? [] : [flaw]);
        (said is null).ShouldBe(flaw.Length > 0);
    }

    [Fact]
    public void A_text_may_have_4000_characters_and_line_breaks_and_nothing_that_cannot_be_seen()
    {
        Read(new string('å', 4000)).ShouldBeTrue();
        Read("rad\nrad\t!").ShouldBeTrue();
        Read("<script>alert(1)</script>").ShouldBeTrue();
        Read(new string('å', 4001)).ShouldBeFalse();
        Read(new string('x', 100_000)).ShouldBeFalse();
        Read("a\u0000b").ShouldBeFalse();

        static bool Read(string text) =>
            Questionnaire.Standard.Read(new Dictionary<string, JsonElement> { ["comment"] = JsonSerializer.SerializeToElement(text) }).Said is not null;
    }

    [Fact]
    public void Other_questions_are_a_new_version_and_the_same_ones_are_none()
    {
        var decision = Change([.. Questionnaire.Standard.Questions, new("extra", QuestionType.OneToSix, Text)]);

        var changed = decision.Events.ShouldHaveSingleItem().ShouldBeOfType<QuestionsChanged>().Questionnaire;
        changed.Version.ShouldBe(2);
        var template = SurveyTemplate.Initial.Evolve(decision.Events[0]);
        template.Of(1).Questions.Count.ShouldBe(7);
        template.Of(null).Questions.Count.ShouldBe(8);
        Change(Questionnaire.Standard.Questions).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Each_flaw_of_the_questions_is_told_by_its_field()
    {
        var decision = Change(
        [
            new("Overall", QuestionType.OneToTen, Text),
            new("overall", QuestionType.OneToSix, Text),
            new("a", QuestionType.Choice, Text),
            new("a", QuestionType.Choice, Text, [new("x", Text)]),
            new("b", QuestionType.Text, Text, [new("x", Text), new("y", Text)]),
            new("c", QuestionType.OneToSix, new LocalizedText(" "), ShownIf: new("d", ["1"])),
            new("d", QuestionType.OneToSix, Text, ShownIf: new("overall", ["7"])),
            new("e", QuestionType.OneToSix, Text, ShownIf: new("b", ["x"])),
        ]);

        Flaw.In(decision.Refusal!).Keys.ShouldBe(
        [
            "questions[0].key", "questions[1].type", "questions[2].options", "questions[3].key", "questions[3].options", "questions[4].options",
            "questions[5].text.sv", "questions[5].shownIf.question", "questions[6].shownIf.answers", "questions[7].shownIf.question",
        ], ignoreOrder: true);
    }

    private static Decision Change(IReadOnlyList<Question> questions) => ChangeQuestions.Decide(
        SurveyTemplate.Initial, ActivityKind.Seminar, new(true, questions), [], "organiser", DateTimeOffset.UnixEpoch);
}
