using System.Globalization;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;

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

    public static Figures Of(GroupResult result)
    {
        if (result.Answered < FewestShown)
        {
            return new Figures(result.Invited, null, true, null, null, null, null);
        }

        return new Figures(
            result.Invited,
            result.Answered,
            false,
            Rounded(result.Invited == 0 ? null : 100.0 * result.Answered / result.Invited),
            Rounded(SatisfactionIndex.Of(To(Questionnaire.Overall), To(Questionnaire.Expectations), To(Questionnaire.Ideal))),
            Rounded(NetPromoterScore.Of(To(Questionnaire.Recommend))),
            Rounded(Scale.Mean(To(Questionnaire.Climate))));

        // A question that few answered is as recognisable as a survey that few answered.
        List<int> To(string question)
        {
            var answers = result.Answers.GetValueOrDefault(question)?
                .SelectMany(answer => Enumerable.Repeat(int.Parse(answer.Key, CultureInfo.InvariantCulture), answer.Value)).ToList() ?? [];
            return answers.Count < FewestShown ? [] : answers;
        }

        static double? Rounded(double? figure) => figure is { } value ? Math.Round(value, 1, MidpointRounding.AwayFromZero) : null;
    }
}
