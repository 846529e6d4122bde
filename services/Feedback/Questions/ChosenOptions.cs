namespace BusinessFocus.Feedback.Questions;

/// <summary>
/// How what somebody chose of several options stands among their marks: each key with a comma after it, in the order of the options. No
/// number and no single option has a comma, so a mark tells what it is.
/// </summary>
public static class ChosenOptions
{
    /// <summary>
    /// Among the counts of such a question, how many answered it: the options together are more than that. No option has this key.
    /// </summary>
    public const string Respondents = "*";

    private const char Separator = ',';

    public static string MarkOf(IEnumerable<string> keys) => string.Concat(keys.Select(key => key + Separator));

    public static bool IsMark(string mark) => mark.Contains(Separator, StringComparison.Ordinal);

    /// <summary>What a mark says: the options that it has, or the one number or key that it is.</summary>
    public static IReadOnlyList<string> In(string mark) => mark.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A mark as people read it: "a, b".</summary>
    public static string Shown(string mark) => string.Join(", ", In(mark));

    /// <summary>
    /// What a mark counts for. Each option is counted by itself, never what was chosen together: that could tell somebody apart, and let
    /// their ballots of two groups be found to be one person's.
    /// </summary>
    public static IEnumerable<string> CountedFor(string mark) => IsMark(mark) ? [Respondents, .. In(mark)] : [mark];
}
