namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// Nöjd-Kund-Index, 0 to 100, from three questions on a 1 to 10 scale: satisfied overall, against expectations,
/// against an ideal (the questions of Statistics Sweden's index, which SKR's Insikt survey uses). This is an
/// equal-weight approximation of the weighted national index, whose weights are estimated anew each year.
/// </summary>
public static class SatisfactionIndex
{
    /// <summary>(mean − 1) × 100 / 9 of each question, the three weighted equally. Null where a question has no answers.</summary>
    public static double? Of(IReadOnlyCollection<int> overall, IReadOnlyCollection<int> expectations, IReadOnlyCollection<int> ideal) =>
        (Scale.Mean(overall), Scale.Mean(expectations), Scale.Mean(ideal)) is ({ } first, { } second, { } third)
            ? (((first + second + third) / 3) - 1) * 100 / 9
            : null;
}
