namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// Net promoter score, −100 to 100: the share of promoters (9 and 10 on a 0 to 10 scale) less that of detractors
/// (0 to 6). F. Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003.
/// </summary>
public static class NetPromoterScore
{
    public const double Least = -100;
    public const double Most = 100;

    /// <summary>
    /// The mean of answers that count 100 (promoters), 0 and −100 (detractors). Their variance is that of the difference of the two
    /// shares, 100² · (p + d − (p − d)²) · n / (n − 1). Null without answers.
    /// </summary>
    /// <param name="answers">How many gave each answer.</param>
    public static Sample? Of(IReadOnlyDictionary<string, int> answers) =>
        Sample.Of(Scale.Numbers(answers).Select(answer => (answer.Value switch { >= 9 => Most, <= 6 => Least, _ => 0 }, answer.Count)));
}
