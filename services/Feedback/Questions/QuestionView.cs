using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Feedback.Questions;

/// <summary>A question as somebody is asked it, in their language.</summary>
/// <param name="Key">What answers name it by.</param>
/// <param name="Type">What kind of answer it takes.</param>
/// <param name="Text">What is asked, in the asker's language.</param>
/// <param name="Least">The least number that answers it; left out where no number does.</param>
/// <param name="Most">The greatest number that answers it; left out where no number does.</param>
/// <param name="Options">What a choice, of one or of several, can be answered with; left out for the others.</param>
/// <param name="ShownIf">After which answers it is asked; left out where it always is.</param>
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

/// <summary>What a choice, of one or of several, can be answered with, in the asker's language.</summary>
/// <param name="Key">What stands for it in answers and figures.</param>
/// <param name="Text">What people are shown, in the asker's language.</param>
public sealed record OptionView(string Key, string Text);
