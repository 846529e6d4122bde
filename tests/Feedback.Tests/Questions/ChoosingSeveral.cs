using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Imports;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Tables;
using Shouldly;
using Xunit;
using Question = BusinessFocus.Feedback.Questions.Question;

namespace BusinessFocus.Feedback.Tests.Questions;

/// <summary>A question of which several options can be chosen: people are counted, and each option by itself.</summary>
public sealed class ChoosingSeveral
{
    private static readonly LocalizedText Text = new("Fråga", "Question");
    private static readonly EditionId Edition = EditionId.New();
    private static readonly ActivityId Activity = ActivityId.New();
    private static readonly Group Members = new(Dimension.Membership, "member");
    private static readonly Group Others = new(Dimension.Membership, "other");

    private static readonly Question Topics = new("topics", QuestionType.MultipleChoice, Text, [new("a", Text), new("b", Text), new("c", Text)]);

    private static readonly Questionnaire Asked = new(2, true, [Topics, new("why-b", QuestionType.OneToSix, Text, ShownIf: new("topics", ["b"]))]);

    [Theory]
    [InlineData("""{"topics":["a"]}""", "")]
    [InlineData("""{"topics":["c","a","b"],"why-b":3}""", "")]
    [InlineData("""{"topics":["a","c"],"why-b":3}""", "answers.why-b")]
    [InlineData("""{"topics":[]}""", "answers.topics")]
    [InlineData("""{"topics":["a","d"]}""", "answers.topics")]
    [InlineData("""{"topics":["a",1]}""", "answers.topics")]
    [InlineData("""{"topics":["a",["b"]]}""", "answers.topics")]
    [InlineData("""{"topics":["*"]}""", "answers.topics")]
    [InlineData("""{"topics":["a,b"]}""", "answers.topics")]
    [InlineData("""{"topics":"a"}""", "answers.topics")]
    [InlineData("""{"topics":3}""", "answers.topics")]
    public void A_list_of_options_answers_it(string answers, string flaw)
    {
        var (said, errors) = Read(answers);

        errors.Keys.ShouldBe(flaw.Length == 0 ? [] : [flaw]);
        (said is null).ShouldBe(flaw.Length > 0);
    }

    [Fact]
    public void It_is_a_set_the_same_in_any_order_and_however_often_one_is_named() =>
        Said("c", "a", "a").IsSame(Said("a", "c")).ShouldBeTrue();

    [Fact]
    public void It_needs_options_and_a_choice_of_one_does_not_become_one_of_several()
    {
        Flaw.In(Change(new Question("x", QuestionType.MultipleChoice, Text)).Refusal!).Keys.ShouldBe(["questions[0].options"]);
        Flaw.In(Change(Topics, new("x", QuestionType.OneToSix, Text, ShownIf: new("topics", ["d"]))).Refusal!).Keys.ShouldBe(["questions[1].shownIf.answers"]);
        var asked = SurveyTemplate.Initial.Evolve(Change(Topics with { Type = QuestionType.Choice }).Events[0]);
        Flaw.In(ChangeQuestions.Decide(asked, ActivityKind.Seminar, new(true, [Topics]), [], null, DateTimeOffset.UnixEpoch).Refusal!).Keys.ShouldBe(["questions[0].type"]);
    }

    [Fact]
    public void Out_of_the_box_come_people_and_options_and_never_what_was_chosen_together()
    {
        var first = Empty([.. Enumerable.Range(0, 7).Select(i => Ballot(i < 3 ? Said("a", "b") : Said("b")))]);
        var counted = first.Counted!.Groups.ShouldHaveSingleItem().Answers["topics"];
        counted.ShouldBe(new Dictionary<string, int> { ["*"] = 7, ["a"] = 3, ["b"] = 7 }, ignoreOrder: true);

        var changed = Empty([.. first.Changed.Select(ballot => ballot with
        {
            Paper = ballot.Paper with { Slips = [.. ballot.Paper.Slips.Select(slip => slip with { Now = Said("b", "c"), IsPending = true })] },
        })]);
        changed.Counted!.Groups[0].Answered.ShouldBe(0);
        Counts.Sum(first.Counted.Groups[0].Answers, changed.Counted.Groups[0].Answers)["topics"]
            .ShouldBe(new Dictionary<string, int> { ["*"] = 7, ["b"] = 7, ["c"] = 7 }, ignoreOrder: true);
    }

    [Fact]
    public void Percent_is_of_people_and_comes_to_more_than_a_hundred()
    {
        var figures = QuestionFigures.Of(Topics, new ShownResult(Group.WholeEdition, 20, 10, 10, new Dictionary<string, IReadOnlyDictionary<string, int>>
        {
            ["topics"] = new Dictionary<string, int> { ["*"] = 9, ["a"] = 6, ["b"] = 9 },
        }));

        (figures.N, figures.Mean).ShouldBe((9, null));
        figures.Distribution.ShouldBe(new Dictionary<string, int> { ["a"] = 6, ["b"] = 9, ["c"] = 0 });
        figures.Percents.ShouldBe(new Dictionary<string, double> { ["a"] = 66.7, ["b"] = 100, ["c"] = 0 });
    }

    /// <summary>Rule 7 is about people: five who chose three each gave fifteen marks, and are five.</summary>
    [Fact]
    public void Few_people_who_chose_much_are_few_people()
    {
        var shown = Disclosure.Of([Result(Group.WholeEdition, 40, 5)], []);

        shown[Group.WholeEdition].Answered.ShouldBe(40);
        shown[Group.WholeEdition].Answers.ShouldBeEmpty();
    }

    [Fact]
    public void Who_knows_the_whole_cannot_subtract_few_people_who_chose_much()
    {
        var shown = Disclosure.Of([Result(Group.WholeEdition, 40, 30), Result(Members, 20, 17), Result(Others, 20, 13)], Enclosures.Of([], [Members, Others]));
        shown.Values.ShouldAllBe(result => result.Answers.ContainsKey("topics"));

        // Three others answered it: the members' would tell theirs.
        var few = Disclosure.Of([Result(Group.WholeEdition, 40, 30), Result(Members, 20, 27), Result(Others, 20, 3)], Enclosures.Of([], [Members, Others]));
        few.Where(result => result.Value.Answers.ContainsKey("topics")).Select(result => result.Key).ShouldBe([Group.WholeEdition]);
    }

    [Theory]
    [InlineData("a", 1, 0)]
    [InlineData("b, a", 1, 1)]
    [InlineData("b;a;", 1, 1)]
    [InlineData("a|b", 1, 1)]
    public void A_cell_of_a_file_has_several_options(string cell, int a, int b)
    {
        var file = ReadFile(cell);

        file.Refused.ShouldBeEmpty();
        var counted = file.Counts.First(count => count.Group == Group.WholeEdition).Answers["topics"];
        (counted["*"], counted.GetValueOrDefault("a"), counted.GetValueOrDefault("b")).ShouldBe((1, a, b));
    }

    [Fact]
    public void A_cell_with_another_option_is_told_by_its_column() => ReadFile("a, d").Refused.ShouldHaveSingleItem().Column.ShouldBe("topics");

    private static (Said? Said, Dictionary<string, BusinessFocus.Domain.Texts.Wording[]> Errors) Read(string answers) =>
        Asked.Read(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(answers)!);

    private static Said Said(params string[] chosen) => Read($$"""{"topics":{{JsonSerializer.Serialize(chosen)}}}""").Said!;

    private static Decision Change(params Question[] questions) =>
        ChangeQuestions.Decide(SurveyTemplate.Initial, ActivityKind.Seminar, new(true, questions), [], null, DateTimeOffset.UnixEpoch);

    private static EmptyBox.Opened Ballot(Said said) =>
        new(Guid.NewGuid(), Activity, IsClosed: true, new BallotPaper([new Slip(Group.WholeEdition, said)], "sv"));

    private static EmptyBox.Outcome Empty(IReadOnlyList<EmptyBox.Opened> ballots) => EmptyBox.Decide(Edition, ballots, _ => ballots.Count, all => all);

    /// <summary>People who chose all three each.</summary>
    private static GroupResult Result(Group group, int answered, int people) => new()
    {
        Group = group,
        Invited = 50,
        Answered = answered,
        Answers = new Dictionary<string, IReadOnlyDictionary<string, int>>
        {
            ["topics"] = new Dictionary<string, int> { ["*"] = people, ["a"] = people, ["b"] = people, ["c"] = people },
        },
    };

    private static AnswersFile ReadFile(string cell)
    {
        var facts = new SurveyedActivity(Edition, "lerum-2025", ActivityKind.Seminar, new LocalizedText("Upphandling"), ["upphandling"], true, 1);
        using var table = Table.OfText($"activity\ttopics\nUpphandling\t{cell}\n", AnswersFile.Columns);
        return AnswersFile.Read(table, Edition, [new AskedActivity(Activity, facts, Asked)]);
    }
}
