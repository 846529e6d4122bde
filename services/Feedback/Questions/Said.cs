namespace BusinessFocus.Feedback.Questions;

/// <summary>What somebody answered, checked against the questions.</summary>
/// <param name="Marks">By question: a number, an option's key, or several as <see cref="ChosenOptions"/> writes them.</param>
/// <param name="Texts">By question, never empty.</param>
public sealed record Said(IReadOnlyDictionary<string, string> Marks, IReadOnlyDictionary<string, string> Texts)
{
    public static Said Nothing { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>What it adds one to, by question.</summary>
    public IEnumerable<(string Question, string Answer)> Counted() =>
        Marks.SelectMany(mark => ChosenOptions.CountedFor(mark.Value), (mark, answer) => (mark.Key, answer));

    public bool IsSame(Said other) => AreSame(Marks, other.Marks) && AreSame(Texts, other.Texts);

    public static bool AreSame(IReadOnlyDictionary<string, string> some, IReadOnlyDictionary<string, string> others) =>
        some.Count == others.Count && some.All(each => others.TryGetValue(each.Key, out var other) && other == each.Value);
}
