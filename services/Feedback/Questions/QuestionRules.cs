using System.Globalization;
using System.Text.RegularExpressions;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Questions;

/// <summary>What questions must be like, so that they can be asked, answered and compared.</summary>
public static partial class QuestionRules
{
    public const int MostQuestions = 40;
    public const int MostOptions = 20;
    public const int LongestQuestion = 500;
    public const int LongestOption = 120;

    /// <summary>What is wrong with these questions; empty when nothing is.</summary>
    /// <param name="asked">All that any survey asks or has asked.</param>
    public static IReadOnlyList<Flaw> FlawsIn(IReadOnlyList<Question> questions, IEnumerable<Question> asked)
    {
        var before = asked.GroupBy(question => question.Key).ToDictionary(each => each.Key, each => each.First());
        var flaws = new List<Flaw>();
        if (questions.Count is 0 or > MostQuestions)
        {
            flaws.Add(new("questions", $"En till {MostQuestions} frågor.", $"One to {MostQuestions} questions."));
        }

        for (var i = 0; i < questions.Count; i++)
        {
            flaws.AddRange(FlawsIn(questions[i], $"questions[{i}]", [.. questions.Take(i)]));
            if (before.TryGetValue(questions[i].Key, out var same) && same.Type != questions[i].Type)
            {
                flaws.Add(new(
                    $"questions[{i}].type",
                    $"\"{same.Key}\" har besvarats som {same.Type}: ge en fråga av annat slag en egen nyckel.",
                    $"\"{same.Key}\" has been answered as {same.Type}: give a question of another type a key of its own."));
            }
        }

        return flaws;
    }

    private static IEnumerable<Flaw> FlawsIn(Question question, string field, List<Question> earlier)
    {
        if (!IsKey(question.Key))
        {
            yield return NotAKey($"{field}.key");
        }
        else if (earlier.Any(each => each.Key == question.Key))
        {
            yield return new($"{field}.key", "Nyckeln finns redan.", "The key is there already.");
        }

        foreach (var flaw in TextFlaws(question.Text, $"{field}.text", LongestQuestion))
        {
            yield return flaw;
        }

        if (question.IsChoice != question.Options is not null)
        {
            yield return new($"{field}.options", "Alternativ hör till ett val, och bara till det.", "Options belong to a choice, and to nothing else.");
        }
        else if (question.Options is { } options)
        {
            if (options.Count is < 2 or > MostOptions || options.Select(option => option.Key).Distinct().Count() != options.Count)
            {
                yield return new($"{field}.options", $"2 till {MostOptions} alternativ med olika nycklar.", $"2 to {MostOptions} options with different keys.");
            }

            for (var i = 0; i < options.Count; i++)
            {
                if (!IsKey(options[i].Key))
                {
                    yield return NotAKey($"{field}.options[{i}].key");
                }

                foreach (var flaw in TextFlaws(options[i].Text, $"{field}.options[{i}].text", LongestOption))
                {
                    yield return flaw;
                }
            }
        }

        if (question.ShownIf is { } condition)
        {
            var on = earlier.Find(each => each.Key == condition.Question);
            if (on is null || on.Type == QuestionType.Text)
            {
                yield return new($"{field}.shownIf.question", "En tidigare fråga som inte är en text.", "An earlier question that is not a text.");
            }
            else if (condition.Answers.Count == 0 || condition.Answers.Any(answer => !CanAnswer(on, answer)))
            {
                yield return new($"{field}.shownIf.answers", "Ett eller flera svar som frågan kan få.", "One or several answers that the question can have.");
            }
        }
    }

    private static bool CanAnswer(Question question, string answer) => question.Scale is { } scale
        ? int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= scale.Least && number <= scale.Most
        : question.Options?.Any(option => option.Key == answer) == true;

    private static IEnumerable<Flaw> TextFlaws(LocalizedText? text, string field, int longest)
    {
        if (string.IsNullOrWhiteSpace(text?.Sv))
        {
            yield return new($"{field}.sv", "Måste finnas.", "Is needed.");
        }

        if (text is not null && new[] { text.Sv, text.En }.Any(each => each?.Length > longest || each?.Any(char.IsControl) == true))
        {
            yield return new(field, $"Högst {longest} tecken, inga styrtecken.", $"At most {longest} characters, no control characters.");
        }
    }

    private static Flaw NotAKey(string field) =>
        new(field, "Små bokstäver a–z, siffror och bindestreck, högst 40 tecken, först en bokstav.", "Lower-case letters a–z, digits and hyphens, at most 40 characters, starting with a letter.");

    private static bool IsKey(string? key) => key is not null && Key().IsMatch(key);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Key();
}
