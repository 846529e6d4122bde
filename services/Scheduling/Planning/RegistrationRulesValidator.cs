using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using FluentValidation;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What an organiser may ask of whoever registers.</summary>
public sealed class RegistrationRulesValidator : AbstractValidator<RegistrationRules>
{
    private const int MostQuestions = 30;
    private const int MostChoices = 50;
    private const int AMonth = 31 * 24 * 60;

    public RegistrationRulesValidator()
    {
        RuleFor(rules => rules.SeatsPerCompany).InclusiveBetween(1, Plan.MostSeats);
        RuleFor(rules => rules.CancelHoursBefore).InclusiveBetween(0, 31 * 24);
        RuleFor(rules => rules.OfferMinutes).InclusiveBetween(5, AMonth);
        RuleFor(rules => rules.OvertakeMinutes).InclusiveBetween(0, AMonth);
        RuleFor(rules => rules.ConfirmAddress).IsInEnum();
        RuleFor(rules => rules.Questions)
            .Must(questions => questions is not { Count: > MostQuestions })
            .Must(questions => questions is null || questions.DistinctBy(question => question.Key).Count() == questions.Count)
            .WithMessage(_ => Languages.Choose($"Högst {MostQuestions} frågor, var och en med sin nyckel.", $"At most {MostQuestions} questions, each with a key of its own."));
        RuleForEach(rules => rules.Questions).SetValidator(new QuestionValidator());
    }

    private sealed class QuestionValidator : AbstractValidator<Question>
    {
        public QuestionValidator()
        {
            RuleFor(question => question.Key).Key();
            RuleFor(question => question.Text.Sv).Text(500);
            RuleFor(question => question.Text.En).OptionalText(500);
            RuleFor(question => question.Choices)
                .Must(choices => choices is { Count: >= 2 and <= MostChoices } && choices.DistinctBy(choice => choice.Key).Count() == choices.Count)
                .When(question => question.Kind == QuestionKind.Choice)
                .WithMessage(_ => Languages.Choose($"2 till {MostChoices} val, vart och ett med sin nyckel.", $"2 to {MostChoices} choices, each with a key of its own."));
            RuleFor(question => question.Choices).Must(choices => choices is null or { Count: 0 })
                .When(question => question.Kind != QuestionKind.Choice)
                .WithMessage(_ => Languages.Choose("Bara en valfråga har val.", "Only a choice has choices."));
            RuleForEach(question => question.Choices).ChildRules(choice =>
            {
                choice.RuleFor(each => each.Key).Key();
                choice.RuleFor(each => each.Text.Sv).Text(200);
                choice.RuleFor(each => each.Text.En).OptionalText(200);
            });
        }
    }
}

internal static class KeyRule
{
    public static IRuleBuilderOptions<T, string> Key<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(key => key is { Length: >= 1 and <= 60 } && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            .WithMessage(_ => Languages.Choose("1–60 små bokstäver, siffror och bindestreck.", "1–60 lower-case letters, digits and hyphens."));
}
