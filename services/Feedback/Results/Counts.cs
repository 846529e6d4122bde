using BusinessFocus.Feedback.Questions;

namespace BusinessFocus.Feedback.Results;

/// <summary>How many of each answer to each question.</summary>
public static class Counts
{
    /// <summary>Both together; what comes to none is left out.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Sum(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> some, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> more) =>
        Of(Flat(some).Concat(Flat(more)));

    /// <summary>How many answered a question that was answered like this: where several options could be chosen, fewer than were chosen.</summary>
    public static int RespondentsIn(IReadOnlyDictionary<string, int> answers) =>
        answers.TryGetValue(ChosenOptions.Respondents, out var respondents) ? respondents : answers.Values.Sum();

    /// <param name="answers">Question, answer and how many; the same answer may come again.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Of(IEnumerable<(string Question, string Answer, int Count)> answers)
    {
        // In an order of their own, so that the same counts are the same text.
        var counts = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (question, answer, count) in answers)
        {
            if (!counts.TryGetValue(question, out var of))
            {
                counts[question] = of = new SortedDictionary<string, int>(StringComparer.Ordinal);
            }

            of[answer] = of.GetValueOrDefault(answer) + count;
        }

        return counts
            .Select(question => (question.Key, Answers: question.Value.Where(answer => answer.Value != 0).ToDictionary()))
            .Where(question => question.Answers.Count > 0)
            .ToDictionary(question => question.Key, IReadOnlyDictionary<string, int> (question) => question.Answers);
    }

    private static IEnumerable<(string Question, string Answer, int Count)> Flat(IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> counts) =>
        counts.SelectMany(question => question.Value, (question, answer) => (question.Key, answer.Key, answer.Value));
}
