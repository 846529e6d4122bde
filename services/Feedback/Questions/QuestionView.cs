using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Feedback.Questions;

/// <param name="Least">The least answer; left out where no number answers it.</param>
/// <param name="Most">The greatest answer; left out where no number answers it.</param>
/// <param name="Options">Of a choice.</param>
/// <param name="ShownIf">When it is asked; left out is always.</param>
public sealed record QuestionView(
    string Key, QuestionType Type, string Text, int? Least, int? Most, IReadOnlyList<OptionView>? Options, Condition? ShownIf)
{
    public static QuestionView Of(Question question) => new(
        question.Key,
        question.Type,
        question.Text.In(Languages.Current),
        question.Scale?.Least,
        question.Scale?.Most,
        question.Options?.Select(option => new OptionView(option.Key, option.Text.In(Languages.Current))).ToList(),
        question.ShownIf);
}

public sealed record OptionView(string Key, string Text);
