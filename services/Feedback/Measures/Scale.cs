using System.Globalization;

namespace BusinessFocus.Feedback.Measures;

/// <summary>
/// The mean of answers on a scale: Σ answer · how many / n. On 1 to 6 as in the business-climate ranking of the Confederation of
/// Swedish Enterprise (Svenskt Näringsliv, Företagsklimat), where 1 is bad and 6 excellent.
/// </summary>
public static class Scale
{
    /// <param name="answers">How many gave each answer; what is no number is left out.</param>
    /// <returns>Null without answers.</returns>
    public static Sample? Of(IReadOnlyDictionary<string, int> answers) => Sample.Of(Numbers(answers));

    internal static IEnumerable<(double Value, int Count)> Numbers(IReadOnlyDictionary<string, int> answers) => answers
        .Where(answer => int.TryParse(answer.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        .Select(answer => ((double)int.Parse(answer.Key, CultureInfo.InvariantCulture), answer.Value));
}
