using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Surveys;

/// <summary>The form of a survey: how what is ticked and typed becomes answers, and how answers given before stand in it.</summary>
public static class SurveyForm
{
    public const string Answers = "answers.";
    public const string Ticket = "ticket";
    public const string Wish = "followUp";
    public const string Topic = "followUp.topic";
    public const string Message = "followUp.message";

    public static IEnumerable<string> NumbersOf(QuestionView question) => question is { Least: { } least, Most: { } most }
        ? Enumerable.Range(least, most - least + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))
        : [];

    /// <summary>
    /// By question: a number, an option's key, a list of them, or a text. What was skipped is left out, and so is what was ticked under a question that
    /// is not asked after the other answers: the page said so. A text that was written there is sent all the same, so that nobody loses it unheard.
    /// </summary>
    public static Dictionary<string, object> AnswersIn(IFormCollection form, IEnumerable<QuestionView> questions)
    {
        var answers = new Dictionary<string, object>();
        var ticked = new Dictionary<string, string[]>();
        foreach (var question in questions)
        {
            var key = question.Key!;
            var values = form[Answers + key].OfType<string>().Select(WithPlainLineBreaks).Where(value => value.Trim().Length > 0).ToArray();
            if (values.Length == 0)
            {
                continue;
            }

            if (question.Type == QuestionType.Text)
            {
                answers[key] = values[0];
            }
            else if (IsAsked(question, ticked))
            {
                ticked[key] = values;
                answers[key] = question.Type switch
                {
                    QuestionType.MultipleChoice => values.ToList(),
                    QuestionType.Choice => values[0],
                    _ => int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : values[0],
                };
            }
        }

        return answers;
    }

    /// <summary>Null where they do not want to be contacted. Who writes what it is about does, also without ticking the box.</summary>
    public static AnswerWish? WishIn(IFormCollection form) =>
        form[Wish] == "true" || TypedForm.Filled(form, Message) is not null
            ? new AnswerWish
            {
                Topic = TypedForm.Filled(form, Topic),
                Message = TypedForm.Filled(form, Message) is { } message ? WithPlainLineBreaks(message) : null,
            }
            : null;

    /// <summary>What was answered before, as if it were typed; several options have commas between them.</summary>
    public static TypedForm Of(SurveyView survey) => survey.Answers is { AdditionalData: { Count: > 0 } said }
        ? new TypedForm(
            new FormCollection((survey.Questions ?? [])
                .Where(question => said.ContainsKey(question.Key!))
                .ToDictionary(question => Answers + question.Key, question => ValuesOf(question, Text(said[question.Key!])))),
            TypedForm.Empty.Faults)
        : TypedForm.Empty;

    private static StringValues ValuesOf(QuestionView question, string said) =>
        question.Type == QuestionType.MultipleChoice ? said.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : said;

    /// <summary>The client reads what looks like a day or an id as one.</summary>
    private static string Text(object said) => said switch
    {
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => said.ToString() ?? "",
    };

    private static bool IsAsked(QuestionView question, Dictionary<string, string[]> ticked) =>
        question.ShownIf is not { } condition
        || (ticked.TryGetValue(condition.Question!, out var values) && values.Intersect(condition.Answers ?? []).Any());

    /// <summary>A browser counts a line break as one character and sends two, which a text of the greatest length has no room for.</summary>
    private static string WithPlainLineBreaks(string text) => text.ReplaceLineEndings("\n");
}
