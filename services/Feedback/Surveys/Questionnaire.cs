using BusinessFocus.Contracts;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>A question of a survey.</summary>
/// <param name="Key">Stable: answers are compared by it from edition to edition.</param>
/// <param name="Least">The least answer; null for a text.</param>
/// <param name="Most">The greatest answer; null for a text.</param>
public sealed record Question(string Key, LocalizedText Text, int? Least, int? Most)
{
    public bool IsText => Least is null;
}

/// <summary>The standard survey, the same for every activity so that editions can be compared.</summary>
public static class Questionnaire
{
    public const string Overall = "overall";
    public const string Expectations = "expectations";
    public const string Ideal = "ideal";
    public const string Recommend = "recommend";
    public const string Climate = "climate";
    public const string Comment = "comment";

    /// <summary>Rises when the questions change; a survey keeps the ones that it opened with.</summary>
    public const int Version = 1;

    public static IReadOnlyList<Question> Questions { get; } =
    [
        new(Overall, new("Hur nöjd är du med aktiviteten som helhet?", "How satisfied are you with the activity as a whole?"), 1, 10),
        new(Expectations, new("Hur väl motsvarade den dina förväntningar?", "How well did it meet your expectations?"), 1, 10),
        new(Ideal, new("Tänk dig en perfekt aktivitet av det här slaget. Hur nära kom den?", "Imagine a perfect activity of this kind. How close did it come?"), 1, 10),
        new(Recommend, new("Hur troligt är det att du rekommenderar den till en kollega?", "How likely are you to recommend it to a colleague?"), 0, 10),
        new(Climate, new("Vilket sammanfattande omdöme ger du företagsklimatet i kommunen?", "How do you rate the business climate of the municipality as a whole?"), 1, 6),
        new(Comment, new("Vad vill du säga till arrangörerna?", "What would you like to tell the organisers?"), null, null),
    ];
}
