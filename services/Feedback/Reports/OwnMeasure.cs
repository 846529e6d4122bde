using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Official;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;

namespace BusinessFocus.Feedback.Reports;

/// <summary>The edition's own figure that stands beside a published one.</summary>
/// <param name="Measure">
/// "climate" (1 to 6) or "nki" (0 to 100) as the edition's figures have them, or the key of a question of the Insikt set (such as
/// insikt-bygglov), its mean m as an index from 0 to 100: (m − 1) × 100 / 9.
/// </param>
/// <param name="Group">"edition" or "topic": whose answers it is of.</param>
/// <param name="Name">The topic; empty for the edition.</param>
/// <param name="Figure">With its 95 % confidence interval; left out where it may not be shown.</param>
public sealed record OwnMeasure(string Measure, string Group, string Name, Estimate? Figure)
{
    private const string OfEdition = "edition";
    private const string OfTopic = "topic";

    /// <summary>Null where the edition asks nothing like it: a place in a ranking is no answer of anybody's.</summary>
    public static OwnMeasure? Beside(string publisher, string measure, string area, EditionResults results)
    {
        var whole = results.Of(Groups.Group.WholeEdition);
        return (publisher, measure, area) switch
        {
            ("svenskt-naringsliv", "judgement", KnownMeasures.Total) => new(Measures.Measure.Climate.Key, OfEdition, "", IntervalsOf(whole)?.Climate),
            ("skr", "nki", KnownMeasures.Total) => AskedAsInsikt(
                whole,
                QuestionSets.Overall,
                SatisfactionIndex.Of(Scale.Of(whole.To(QuestionSets.Overall)), Scale.Of(whole.To(QuestionSets.Expectations)), Scale.Of(whole.To(QuestionSets.Ideal))))
                ?? new(Measures.Measure.Nki.Key, OfEdition, "", IntervalsOf(whole)?.Nki),
            ("skr", "nki", _) => AskedAsInsikt(whole, QuestionSets.KeyOf(area), SatisfactionIndex.Of(Scale.Of(whole.To(QuestionSets.KeyOf(area))))) ?? OfTopicOf(area, results),
            _ => null,
        };
    }

    /// <summary>Those who were asked are those who had to do with it, and how many they are nobody knows: the interval is corrected for nothing.</summary>
    private static OwnMeasure? AskedAsInsikt(ShownResult whole, string question, Sample? index) => index is null || !whole.Answers.ContainsKey(question)
        ? null
        : new(question, OfEdition, "", index.Among(population: 0, SatisfactionIndex.Least, SatisfactionIndex.Most).Rounded(1));

    private static OwnMeasure? OfTopicOf(string area, EditionResults results) =>
        results.Of(Dimension.Topic).FirstOrDefault(topic => KnownMeasures.KeyOf(topic.Group.Value) == area) is { } found
            ? new(Measures.Measure.Nki.Key, OfTopic, found.Group.Value, IntervalsOf(found)?.Nki)
            : null;

    private static Intervals? IntervalsOf(ShownResult result) => Figures.Of(result, []).Intervals;
}
