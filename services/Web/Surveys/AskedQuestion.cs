using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Surveys;

/// <summary>A question as it stands on the page.</summary>
/// <param name="After">
/// The conditions under which it is asked, as numbers of the page: its own, and those of the question it hangs on. Empty where it always is.
/// </param>
/// <param name="When">In words, when it is asked; null where it always is.</param>
public sealed record AskedQuestion(QuestionView Question, IReadOnlyList<int> After, string? When)
{
    private const int LongestQuoted = 60;

    /// <summary>How its answer is named in the form, as the interface names it.</summary>
    public string Name => $"{SurveyForm.Answers}{Question.Key}";

    /// <summary>How the page marks what is asked only after some answers. The styles hide what is not asked; without them the words say it.</summary>
    public string Classes => string.Join(' ', After.Select(number => $"after-{number}"));

    /// <summary>The questions of a survey in their order, and which answers lead to which of them.</summary>
    public static SurveyQuestions All(IReadOnlyList<QuestionView> questions)
    {
        var byKey = questions.ToDictionary(question => question.Key!);
        var conditions = questions.Select(question => question.ShownIf).OfType<Condition>().DistinctBy(NameOf).ToList();
        var numbers = conditions.Select((condition, i) => (Name: NameOf(condition), Number: i + 1)).ToDictionary(each => each.Name, each => each.Number);
        return new SurveyQuestions(
            [.. questions.Select(question => new AskedQuestion(
                question,
                [.. ConditionsOf(question).Select(condition => numbers[NameOf(condition)])],
                question.ShownIf is { } shownIf && byKey.TryGetValue(shownIf.Question!, out var on) ? WhenOf(shownIf, on) : null))],
            conditions
                .SelectMany(condition => condition.Answers ?? [], (condition, answer) => (Key: (condition.Question!, answer), Number: numbers[NameOf(condition)]))
                .ToLookup(each => each.Key, each => each.Number));

        IEnumerable<Condition> ConditionsOf(QuestionView question)
        {
            for (var at = question; at?.ShownIf is { } condition; at = byKey.GetValueOrDefault(condition.Question!))
            {
                yield return condition;
            }
        }
    }

    private static string NameOf(Condition condition) => $"{condition.Question} {string.Join(' ', condition.Answers ?? [])}";

    /// <summary>What is shorter to say: which answers, or which not.</summary>
    private static string WhenOf(Condition condition, QuestionView on)
    {
        var (wanted, all) = (condition.Answers ?? [], AnswersTo(on));
        var others = all.Where(answer => !wanted.Contains(answer.Key)).ToList();
        var quoted = Shortened(on.Text ?? "");
        return others.Count is > 0 and <= 2 && others.Count < wanted.Count
            ? Languages.Choose(
                $"Om du svarade något annat än {Either(others)} på ”{quoted}”", $"If you answered anything but {Either(others)} to “{quoted}”")
            : Languages.Choose(
                $"Om du svarade {Either(all.Where(answer => wanted.Contains(answer.Key)))} på ”{quoted}”",
                $"If you answered {Either(all.Where(answer => wanted.Contains(answer.Key)))} to “{quoted}”");
    }

    private static List<(string Key, string Text)> AnswersTo(QuestionView question) => question.Options is { } options
        ? [.. options.Select(option => (option.Key!, option.Text!))]
        : [.. SurveyForm.NumbersOf(question).Select(number => (number, number))];

    private static string Either(IEnumerable<(string Key, string Text)> answers)
    {
        var texts = answers.Select(answer => answer.Text).ToList();
        return texts.Count < 2
            ? string.Concat(texts)
            : $"{string.Join(", ", texts[..^1])} {Languages.Choose("eller", "or")} {texts[^1]}";
    }

    /// <summary>At a space, so that no word is cut.</summary>
    private static string Shortened(string text) =>
        text.Length <= LongestQuoted ? text : $"{text[..(text.LastIndexOf(' ', LongestQuoted) is var space and > 0 ? space : LongestQuoted)]} …";
}

/// <summary>What a page asks.</summary>
/// <param name="LedTo">By question and answer, the numbers of the conditions that it fulfils.</param>
public sealed record SurveyQuestions(IReadOnlyList<AskedQuestion> All, ILookup<(string Question, string Answer), int> LedTo)
{
    /// <summary>How the page marks an answer after which more is asked; null where nothing is.</summary>
    public string? OpensAfter(string question, string answer) =>
        string.Join(' ', LedTo[(question, answer)].Select(number => $"opens-{number}")) is { Length: > 0 } classes ? classes : null;
}
