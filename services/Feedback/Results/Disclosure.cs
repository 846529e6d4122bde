using System.Collections.Immutable;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Groups;

namespace BusinessFocus.Feedback.Results;

/// <summary>What may be shown of a group.</summary>
/// <param name="Cast">Null where it is not known, or may not be told.</param>
/// <param name="Answered">Null where nothing may be shown.</param>
/// <param name="Answers">By question: only those that may be shown.</param>
public sealed record ShownResult(
    Group Group, int Invited, int? Cast, int? Answered, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Answers)
{
    private static readonly IReadOnlyDictionary<string, int> None = ImmutableDictionary<string, int>.Empty;

    public static ShownResult Nothing(Group group) =>
        new(group, 0, null, null, ImmutableDictionary<string, IReadOnlyDictionary<string, int>>.Empty);

    public IReadOnlyDictionary<string, int> To(string question) => Answers.GetValueOrDefault(question) ?? None;
}

/// <summary>
/// What may be shown, so that nothing of one to six answers is, and nothing of one to six can be reckoned from what is
/// (complementary cell suppression: L. Willenborg and T. de Waal, Elements of Statistical Disclosure Control, 2001).
/// </summary>
/// <remarks>
/// <para>
/// Three lines are gone through, each by itself: how many have answered, how many have answered each question, and how many have put
/// answers into the box. In each a group is hidden that has one to six. Then, as long as it changes anything: of every group that is
/// shown and has others in it (the edition its kinds, activities, members and others, sizes of companies; a kind, topic or
/// organisation its activities and any group that lies wholly in it), the shown parts are taken away, a hidden part being
/// taken by its own parts; where one to six are left (or too many, for each group is counted by itself), the smallest shown part is
/// hidden too. What is left then is none, or seven and more. A question is shown only where its group is.
/// </para>
/// <para>
/// Its limits: whoever takes sums and differences of groups that only overlap (two topics, members in a topic) is not followed through
/// every such sum, and the greedy choice hides more than the least that would do. What was shown at another time is not remembered:
/// against two looks at one group the box stands, which counts seven at a time. Where all of a group gave one answer it is known what
/// each of them answered, however many they are. How many were invited is no answer and always shown.
/// </para>
/// </remarks>
public static class Disclosure
{
    public static IReadOnlyDictionary<Group, ShownResult> Of(IReadOnlyList<GroupResult> results, IReadOnlyList<Enclosure> enclosures)
    {
        var answered = Shown(results.ToDictionary(result => result.Group, result => result.Answered), enclosures);
        var cast = Shown(
            results.Where(result => result.Group.Dimension is Dimension.Edition or Dimension.Activity).ToDictionary(result => result.Group, result => result.Cast),
            enclosures);
        var questions = results.SelectMany(result => result.Answers.Keys).Distinct().ToDictionary(
            question => question,
            question => Shown(
                results.Where(result => answered.Contains(result.Group)).ToDictionary(result => result.Group, result => CountOf(result, question)),
                enclosures));
        return results.ToDictionary(result => result.Group, result => new ShownResult(
            result.Group,
            result.Invited,
            // Where something was counted and is hidden, it would tell how much.
            cast.Contains(result.Group) && (result.Answered == 0 || answered.Contains(result.Group)) ? result.Cast : null,
            answered.Contains(result.Group) ? result.Answered : null,
            result.Answers.Where(question => questions[question.Key].Contains(result.Group)).ToDictionary()));
    }

    /// <summary>The groups of which a count may be shown.</summary>
    public static IReadOnlySet<Group> Shown(IReadOnlyDictionary<Group, int> counts, IReadOnlyList<Enclosure> enclosures)
    {
        var shown = counts.Where(count => count.Value >= Threshold.Fewest).Select(count => count.Key).ToHashSet();
        var activities = enclosures.Where(enclosure => enclosure.Parts.Count > 0 && enclosure.Parts[0].Dimension == Dimension.Activity).GroupBy(enclosure => enclosure.Whole)
            .ToDictionary(group => group.Key, group => group.MaxBy(enclosure => enclosure.Parts.Count)!.Parts);

        // The narrow ones first: what they hide is often enough for the wide ones too.
        var ordered = enclosures.Where(enclosure => shown.Contains(enclosure.Whole)).OrderBy(enclosure => counts[enclosure.Whole]).ToList();
        bool changed;
        do
        {
            changed = false;
            foreach (var enclosure in ordered)
            {
                changed |= Hide(enclosure);
            }
        }
        while (changed);
        return shown;

        bool Hide(Enclosure enclosure)
        {
            if (!shown.Contains(enclosure.Whole))
            {
                return false;
            }

            var visible = enclosure.Parts.SelectMany(Visible).ToList();
            var left = counts[enclosure.Whole] - visible.Sum(part => counts[part]);
            if (visible.Count == 0 || left == 0 || Math.Abs(left) >= Threshold.Fewest)
            {
                return false;
            }

            // The smallest, and among equals always the same one.
            shown.Remove(visible.OrderBy(part => counts[part]).ThenBy(part => part.Value, StringComparer.Ordinal).First());
            return true;
        }

        IEnumerable<Group> Visible(Group part) =>
            shown.Contains(part) ? [part]
            : part.Dimension != Dimension.Edition && activities.TryGetValue(part, out var own) ? own.Where(shown.Contains)
            : [];
    }

    private static int CountOf(GroupResult result, string question) => result.Answers.TryGetValue(question, out var answers) ? Counts.RespondentsIn(answers) : 0;
}
