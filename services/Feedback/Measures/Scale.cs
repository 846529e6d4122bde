namespace BusinessFocus.Feedback.Measures;

/// <summary>Means of answers on a scale.</summary>
public static class Scale
{
    /// <summary>
    /// The mean of a 1 to 6 scale, as in the business-climate ranking of the Confederation of Swedish Enterprise
    /// (Svenskt Näringsliv, Företagsklimat), where 1 is bad and 6 excellent. Null without answers.
    /// </summary>
    public static double? Mean(IReadOnlyCollection<int> answers) => answers.Count == 0 ? null : answers.Average();
}
