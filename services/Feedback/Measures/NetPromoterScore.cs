namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// Net promoter score, −100 to 100: the share of promoters (9 and 10 on a 0 to 10 scale) less that of detractors
/// (0 to 6). F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003.
/// </summary>
public static class NetPromoterScore
{
    /// <summary>Null without answers.</summary>
    public static double? Of(IReadOnlyCollection<int> recommend) => recommend.Count == 0
        ? null
        : 100.0 * (recommend.Count(answer => answer >= 9) - recommend.Count(answer => answer <= 6)) / recommend.Count;
}
