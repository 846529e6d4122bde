using System.Globalization;
using BusinessFocus.Feedback.Anonymity;

namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// What one side knew of the other before and after, from the answers of those who gave both: each pair "2&gt;5" is one person's, and
/// nothing says whose.
/// </summary>
/// <remarks>
/// The change has the interval of the paired t-test (Student, Biometrika 6, 1908): d ± t(0.975; n − 1) · s_d / √n. How many could have
/// answered both is not known, so nothing is corrected for it.
/// </remarks>
/// <param name="Pairs">How many answered both; left out where they are fewer than seven, as all that follows.</param>
/// <param name="Suppressed">Whether nothing is shown, because fewer than seven answered both.</param>
/// <param name="Before">Mean at the registration, 1 not at all to 6 very well, two decimals.</param>
/// <param name="After">Mean after the activity, 1 not at all to 6 very well, two decimals.</param>
/// <param name="Change">Mean of after less before, −5 to 5, two decimals, with the 95 % interval of the paired t-test.</param>
/// <param name="Rose">Percent of the pairs that knew more after, one decimal.</param>
/// <param name="Same">Percent of the pairs that knew as much, one decimal.</param>
/// <param name="Fell">Percent of the pairs that knew less after, one decimal.</param>
public sealed record KnowledgeChange(
    int? Pairs, bool Suppressed, double? Before, double? After, Estimate? Change, double? Rose, double? Same, double? Fell)
{
    private static readonly KnowledgeChange Hidden = new(null, true, null, null, null, null, null, null);

    /// <param name="answers">How many gave each pair.</param>
    public static KnowledgeChange Of(IReadOnlyDictionary<string, int> answers)
    {
        var pairs = answers.Select(answer => (Pair: Read(answer.Key), Count: answer.Value)).Where(each => each.Pair is not null)
            .Select(each => (each.Pair!.Value.Before, each.Pair!.Value.After, each.Count)).ToList();
        if (pairs.Sum(pair => pair.Count) < Threshold.Fewest)
        {
            return Hidden;
        }

        var change = Sample.Of(pairs.Select(pair => ((double)pair.After - pair.Before, pair.Count)))!;
        return new KnowledgeChange(
            change.N,
            false,
            Number.Rounded(Sample.Of(pairs.Select(pair => ((double)pair.Before, pair.Count)))!.Mean, 2),
            Number.Rounded(Sample.Of(pairs.Select(pair => ((double)pair.After, pair.Count)))!.Mean, 2),
            change.Among(population: 0, least: -5, most: 5).Rounded(2),
            Share(pairs.Where(pair => pair.After > pair.Before)),
            Share(pairs.Where(pair => pair.After == pair.Before)),
            Share(pairs.Where(pair => pair.After < pair.Before)));

        double Share(IEnumerable<(int Before, int After, int Count)> some) => Number.Rounded(100.0 * some.Sum(pair => pair.Count) / change.N, 1);
    }

    private static (int Before, int After)? Read(string pair) =>
        pair.Split('>') is [var before, var after]
        && int.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? (first, second)
            : null;
}
