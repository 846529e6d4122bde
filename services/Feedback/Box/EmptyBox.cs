using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;

namespace BusinessFocus.Feedback.Box;

/// <summary>
/// Ballots are counted by a pool mix (D. Chaum, "Untraceable Electronic Mail", Communications of the ACM 24:2, 1981; the pool as in
/// Mixmaster): for each group at least seven at a time, drawn at random, and as long as more can come at least seven stay behind.
/// So no two counts differ by fewer than seven answers, and when somebody answered says nothing of what they answered.
/// </summary>
public static class EmptyBox
{
    /// <summary>An opened ballot.</summary>
    /// <param name="IsClosed">Whether it can no longer change.</param>
    public sealed record Opened(Guid Id, ActivityId ActivityId, bool IsClosed, BallotPaper Paper);

    /// <summary>What comes of a look into the box.</summary>
    /// <param name="Counted">Null where too few are in it.</param>
    /// <param name="Comments">In no order of their writers.</param>
    /// <param name="Changed">The ballots of which something was counted, as they are now.</param>
    public sealed record Outcome(AnswersCounted? Counted, IReadOnlyList<CommentGiven> Comments, IReadOnlyList<Opened> Changed);

    /// <param name="ballots">Those of one edition that are not counted everywhere.</param>
    /// <param name="answers">How many have answered each activity's survey, counted or not.</param>
    /// <param name="shuffle">Random.</param>
    public static Outcome Decide(
        EditionId edition,
        IReadOnlyList<Opened> ballots,
        Func<ActivityId, int> answers,
        Func<IReadOnlyList<Opened>, IReadOnlyList<Opened>> shuffle)
    {
        var papers = ballots.ToDictionary(ballot => ballot.Id, ballot => ballot.Paper);
        var counts = new List<GroupCount>();
        var comments = new List<CommentGiven>();
        foreach (var group in ballots.SelectMany(ballot => ballot.Paper.Slips.Where(slip => slip.IsPending).Select(slip => slip.Group)).Distinct().ToList())
        {
            var pending = ballots.Where(ballot => ballot.Paper.Slips.Any(slip => slip.Group == group && slip.IsPending)).ToList();
            var drawn = shuffle(pending).Take(HowMany(pending)).ToList();
            if (drawn.Count == 0)
            {
                continue;
            }

            var slips = drawn.Select(ballot => ballot.Paper.Slips.First(slip => slip.Group == group)).ToList();
            counts.Add(Count(group, slips));
            comments.AddRange(drawn.Zip(slips, (ballot, slip) => CommentsIn(edition, ballot, slip, answers)).SelectMany(each => each));
            foreach (var ballot in drawn)
            {
                var paper = papers[ballot.Id];
                papers[ballot.Id] = paper with { Slips = [.. paper.Slips.Select(slip => slip.Group == group ? slip with { Counted = slip.Now, IsPending = false } : slip)] };
            }
        }

        return new Outcome(
            counts.Count == 0 ? null : new AnswersCounted(edition, counts),
            comments,
            [.. ballots.Where(ballot => papers[ballot.Id] != ballot.Paper).Select(ballot => ballot with { Paper = papers[ballot.Id] })]);
    }

    private static int HowMany(List<Opened> pending) =>
        pending.Count < Threshold.Fewest ? 0
        : pending.All(ballot => ballot.IsClosed) ? pending.Count
        : pending.Count >= 2 * Threshold.Fewest ? pending.Count - Threshold.Fewest
        : 0;

    private static GroupCount Count(Group group, List<Slip> slips) => new(
        group,
        slips.Count(slip => slip.Counted is null),
        Counts.Of(slips.SelectMany(slip => Marks(slip.Now, 1).Concat(slip.Counted is { } before ? Marks(before, -1) : []))));

    private static IEnumerable<(string Question, string Answer, int Count)> Marks(Said said, int count) =>
        said.Counted().Select(each => (each.Question, each.Answer, count));

    /// <summary>Texts that are new. One that was taken out stays out; what it was changed to is another.</summary>
    private static IEnumerable<CommentGiven> CommentsIn(EditionId edition, Opened ballot, Slip slip, Func<ActivityId, int> answers) =>
        slip.Now.Texts
            .Where(text => slip.Counted?.Texts.GetValueOrDefault(text.Key) != text.Value)
            .Select(text => new CommentGiven(
                edition,
                // Of an activity that few answered, it could be told whose it is.
                answers(ballot.ActivityId) >= Threshold.Fewest ? ballot.ActivityId : null,
                text.Key,
                text.Value,
                ballot.Paper.Language));
}
