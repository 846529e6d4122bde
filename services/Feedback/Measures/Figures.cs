using BusinessFocus.Feedback.Surveys;

namespace BusinessFocus.Feedback.Measures;

/// <summary>What a group of answers comes to. Under seven answers only that is said: a few could be recognised.</summary>
/// <param name="Answered">Null under seven.</param>
/// <param name="Suppressed">Whether there are fewer than seven answers (the practice of SKR's Insikt survey).</param>
/// <param name="ResponseRate">Percent of those invited.</param>
/// <param name="Nki">0 to 100; see <see cref="SatisfactionIndex"/>.</param>
/// <param name="Nps">−100 to 100; see <see cref="NetPromoterScore"/>.</param>
/// <param name="Climate">1 to 6: the mean of the business-climate question.</param>
public sealed record Figures(int Invited, int? Answered, bool Suppressed, double? ResponseRate, double? Nki, double? Nps, double? Climate)
{
    public const int FewestShown = 7;

    public static Figures Of(int invited, IReadOnlyCollection<IReadOnlyDictionary<string, int>> responses)
    {
        if (responses.Count < FewestShown)
        {
            return new Figures(invited, null, true, null, null, null, null);
        }

        return new Figures(
            invited,
            responses.Count,
            false,
            Rounded(invited == 0 ? null : 100.0 * responses.Count / invited),
            Rounded(SatisfactionIndex.Of(To(Questionnaire.Overall), To(Questionnaire.Expectations), To(Questionnaire.Ideal))),
            Rounded(NetPromoterScore.Of(To(Questionnaire.Recommend))),
            Rounded(Scale.Mean(To(Questionnaire.Climate))));

        // A question that few answered is as recognisable as a survey that few answered.
        List<int> To(string question)
        {
            var answers = responses.Where(response => response.ContainsKey(question)).Select(response => response[question]).ToList();
            return answers.Count < FewestShown ? [] : answers;
        }

        static double? Rounded(double? figure) => figure is { } value ? Math.Round(value, 1, MidpointRounding.AwayFromZero) : null;
    }
}
