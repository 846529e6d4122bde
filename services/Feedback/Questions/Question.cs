using System.Text.Json.Serialization;
using BusinessFocus.Contracts;

namespace BusinessFocus.Feedback.Questions;

/// <summary>What kind of answer a question takes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuestionType>))]
public enum QuestionType
{
    /// <summary>A whole number from 1 to 6, as in the business-climate ranking of Svenskt Näringsliv.</summary>
    OneToSix,

    /// <summary>A whole number from 1 to 10, as in the satisfaction index.</summary>
    OneToTen,

    /// <summary>A whole number from 0 to 10: how likely somebody is to recommend it.</summary>
    Recommend,

    /// <summary>One of the question's options, by its key.</summary>
    Choice,

    /// <summary>Free text, at most 4,000 characters.</summary>
    Text,

    /// <summary>One or several of the question's options: a list of their keys.</summary>
    MultipleChoice,
}

/// <summary>A question of a survey.</summary>
/// <param name="Key">
/// Small letters a–z, digits and hyphens, at most 40, a letter first. Stable: answers are compared by it from edition to edition.
/// </param>
/// <param name="Type">What kind of answer it takes; it does not change where the key has been asked.</param>
/// <param name="Text">What is asked; at most 500 characters in each language.</param>
/// <param name="Options">What a choice, of one or of several, can be answered with, 2 to 20; left out for the others.</param>
/// <param name="ShownIf">After which answers to an earlier question it is asked; left out where it always is.</param>
public sealed record Question(
    string Key, QuestionType Type, LocalizedText Text, IReadOnlyList<Option>? Options = null, Condition? ShownIf = null)
{
    /// <summary>Whether it is answered by choosing of its options.</summary>
    [JsonIgnore]
    public bool IsChoice => Type is QuestionType.Choice or QuestionType.MultipleChoice;

    /// <summary>The least and the greatest number that answers it; null where no number does.</summary>
    [JsonIgnore]
    public (int Least, int Most)? Scale => Type switch
    {
        QuestionType.OneToSix => (1, 6),
        QuestionType.OneToTen => (1, 10),
        QuestionType.Recommend => (0, 10),
        _ => null,
    };
}

/// <summary>What a choice, of one or of several, can be answered with.</summary>
/// <param name="Key">What stands for it in answers: as a question's key, and as stable.</param>
/// <param name="Text">What is shown; at most 120 characters in each language.</param>
public sealed record Option(string Key, LocalizedText Text);

/// <summary>A question is asked when an earlier one has one of these answers, perhaps among others.</summary>
/// <param name="Question">The earlier question's key; it is not a text.</param>
/// <param name="Answers">One or several: numbers as text, or keys of options.</param>
public sealed record Condition(string Question, IReadOnlyList<string> Answers);
