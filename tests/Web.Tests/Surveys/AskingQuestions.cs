using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Surveys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Surveys;

/// <summary>Which question is asked after which answers: in words, and as marks that the styles hide by.</summary>
public sealed class AskingQuestions
{
    private static readonly QuestionView Again = Of("again", QuestionType.Choice, "Igen?", "yes", "maybe", "no");
    private static readonly QuestionView Areas = Of("areas", QuestionType.MultipleChoice, "Vilka områden?", "bygglov", "brand", "livsmedel", "none");
    private static readonly QuestionView Overall = new() { Key = "overall", Type = QuestionType.OneToTen, Text = "Hur nöjd är du?", Least = 1, Most = 10 };

    public AskingQuestions() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");

    [Fact]
    public void What_is_always_asked_has_no_words_and_no_marks()
    {
        var asked = AskedQuestion.All([Again]);

        asked.All[0].ShouldSatisfyAllConditions(each => each.When.ShouldBeNull(), each => each.Classes.ShouldBeEmpty());
        asked.OpensAfter("again", "no").ShouldBeNull();
    }

    [Fact]
    public void A_question_says_after_which_answers_it_is_asked()
    {
        var asked = AskedQuestion.All([Again, After(Again, "no")]);

        asked.All[1].When.ShouldBe("Om du svarade no på ”Igen?”");
        asked.All[1].Classes.ShouldBe("after-1");
        asked.OpensAfter("again", "no").ShouldBe("opens-1");
        asked.OpensAfter("again", "yes").ShouldBeNull();
    }

    [Fact]
    public void It_says_it_in_English_too()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-GB");

        AskedQuestion.All([Overall, After(Overall, "1", "2", "3")]).All[1].When.ShouldBe("If you answered 1, 2 or 3 to “Hur nöjd är du?”");
    }

    [Fact]
    public void What_all_answers_but_one_lead_to_is_said_by_the_one() =>
        AskedQuestion.All([Areas, After(Areas, "bygglov", "brand", "livsmedel")]).All[1].When.ShouldBe("Om du svarade något annat än none på ”Vilka områden?”");

    [Fact]
    public void An_answer_can_lead_to_several_questions_and_questions_can_share_a_condition()
    {
        var asked = AskedQuestion.All([Areas, After(Areas, "bygglov"), After(Areas, "bygglov", "brand"), With("last", After(Areas, "bygglov"))]);

        asked.OpensAfter("areas", "bygglov").ShouldBe("opens-1 opens-2");
        asked.OpensAfter("areas", "brand").ShouldBe("opens-2");
        asked.All.Select(each => each.Classes).ShouldBe(["", "after-1", "after-2", "after-1"]);
    }

    [Fact]
    public void What_hangs_on_a_question_that_hangs_on_another_hangs_on_both()
    {
        var second = With("second", After(Again, "no"));
        second.Type = QuestionType.OneToSix;
        (second.Least, second.Most) = (1, 6);

        AskedQuestion.All([Again, second, After(second, "1")]).All[2].After.ShouldBe([2, 1]);
    }

    [Fact]
    public void A_long_question_is_quoted_to_the_end_of_a_word()
    {
        var question = Of("long", QuestionType.Choice, "Vilka områden har ditt företag haft kontakt med kommunen om under det senaste året?", "a", "b");

        AskedQuestion.All([question, After(question, "a")]).All[1].When.ShouldBe("Om du svarade a på ”Vilka områden har ditt företag haft kontakt med kommunen om …”");
    }

    private static QuestionView Of(string key, QuestionType type, string text, params string[] options) => new()
    {
        Key = key,
        Type = type,
        Text = text,
        Options = [.. options.Select(option => new OptionView { Key = option, Text = option })],
    };

    private static QuestionView After(QuestionView question, params string[] answers) => new()
    {
        Key = $"after-{question.Key}-{string.Concat(answers)}",
        Type = QuestionType.Text,
        Text = "Varför?",
        ShownIf = new Condition { Question = question.Key, Answers = [.. answers] },
    };

    private static QuestionView With(string key, QuestionView question)
    {
        question.Key = key;
        return question;
    }
}
