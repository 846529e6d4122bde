namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// Nöjd-Kund-Index, 0 to 100, from three questions on a 1 to 10 scale: satisfied overall, against expectations,
/// against an ideal (the questions of Statistics Sweden's index, which SKR's Insikt survey uses). This is an
/// equal-weight approximation of the weighted national index, whose weights are estimated anew each year.
/// </summary>
public static class SatisfactionIndex
{
    public const double Least = 0;
    public const double Most = 100;

    /// <summary>
    /// (mean − 1) × 100 / 9 of each question, the three weighted equally. Null where a question has no answers.
    /// </summary>
    /// <remarks>
    /// Its standard error: the three are answered by the same people, and how the answers go together is not known, for no more is kept
    /// than how many gave each answer to each question. It is greatest where they go together wholly (Cauchy and Schwarz), so
    /// (100 / 27) · (se₁ + se₂ + se₃) is an upper bound, and the interval never too narrow. Its degrees of freedom are those of the
    /// question that fewest answered.
    /// </remarks>
    public static Sample? Of(Sample? overall, Sample? expectations, Sample? ideal)
    {
        if ((overall, expectations, ideal) is not ({ } first, { } second, { } third))
        {
            return null;
        }

        var n = Math.Min(first.N, Math.Min(second.N, third.N));
        var standardError = (first.StandardError + second.StandardError + third.StandardError) * 100 / 27;
        return new Sample(n, (((first.Mean + second.Mean + third.Mean) / 3) - 1) * 100 / 9, standardError * standardError * n);
    }

    /// <summary>One question on the same scale as the index is: (mean − 1) × 100 / 9. Null where it has no answers.</summary>
    public static Sample? Of(Sample? question) =>
        question is null ? null : new Sample(question.N, (question.Mean - 1) * 100 / 9, question.Variance * 100 * 100 / 81);
}
