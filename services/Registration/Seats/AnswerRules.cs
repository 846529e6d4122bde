using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Registration.Seats;

/// <summary>Validates the answers of whoever registers against the activity's questions.</summary>
public static class AnswerRules
{
    public const string Yes = "yes";
    public const string No = "no";
    public const int Longest = 2000;
    private const int LongestKey = 60;

    /// <summary>At most so many, each with text in it.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyDictionary<string, string>?> AtMost<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, string>?> rule, int most) => rule
        .Must(answers => answers is null || (answers.Count <= most
            && answers.All(answer => answer.Key.Length <= LongestKey && answer.Value is { Length: <= Longest } && Validation.HasNoControlCharacters(answer.Value))))
        .WithMessage(_ => Languages.Choose(
            $"Högst {most} svar om 2 000 tecken, utan styrtecken.", $"At most {most} answers of 2,000 characters, without control characters."));

    /// <summary>What is wrong with them, as <c>answers.{key}</c>.</summary>
    public static IReadOnlyList<Flaw> FlawsOf(IReadOnlyDictionary<string, string>? answers, ActivityTerms facts)
    {
        var questions = facts.Rules?.Questions ?? [];
        var flaws = new List<Flaw>();
        foreach (var question in questions)
        {
            var answer = answers?.GetValueOrDefault(question.Key);
            if (string.IsNullOrWhiteSpace(answer))
            {
                if (question.Required)
                {
                    flaws.Add(new Flaw($"answers.{question.Key}", "Frågan måste besvaras.", "The question has to be answered."));
                }

                continue;
            }

            switch (question.Kind)
            {
                case QuestionKind.Choice when question.Choices!.All(choice => choice.Key != answer):
                    var choices = string.Join(", ", question.Choices!.Select(choice => choice.Key));
                    flaws.Add(new Flaw($"answers.{question.Key}", $"Välj något av: {choices}.", $"Choose one of: {choices}."));
                    break;
                case QuestionKind.YesNo when answer is not (Yes or No):
                    flaws.Add(new Flaw($"answers.{question.Key}", "yes eller no.", "yes or no."));
                    break;
            }
        }

        flaws.AddRange((answers ?? new Dictionary<string, string>()).Keys
            .Except(questions.Select(question => question.Key))
            .Select(key => new Flaw($"answers.{key}", "Aktiviteten har ingen sådan fråga.", "The activity has no such question.")));
        return flaws;
    }

    /// <summary>Those that the activity asks for: what is kept when somebody moves there.</summary>
    public static IReadOnlyDictionary<string, string>? Asked(IReadOnlyDictionary<string, string>? answers, ActivityTerms? facts)
    {
        var asked = (facts?.Rules?.Questions ?? []).Select(question => question.Key).ToHashSet();
        return answers?.Where(answer => asked.Contains(answer.Key)).ToDictionary();
    }
}
