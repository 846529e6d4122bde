using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;

namespace BusinessFocus.Feedback.Measures;

/// <summary>What a group of answers comes to. Of what may not be shown only that is said.</summary>
/// <param name="Invited">How many were asked.</param>
/// <param name="Answered">Answers that have been counted; left out where they may not be shown.</param>
/// <param name="Suppressed">
/// Whether nothing is shown: there are fewer than seven answers (the practice of SKR's Insikt survey), or fewer than seven could be
/// reckoned from it.
/// </param>
/// <param name="ResponseRate">Percent of those invited whose answers are counted, one decimal; left out where it may not be shown or nobody was invited.</param>
/// <param name="Nki">
/// Nöjd-Kund-Index, 0 to 100, one decimal: how satisfied overall, against expectations and against an ideal, weighted equally; left out
/// where a question may not be shown.
/// </param>
/// <param name="Nps">Net promoter score, −100 to 100, one decimal: percent of 9 and 10 less percent of 0 to 6; left out where it may not be shown.</param>
/// <param name="Climate">Mean of the business-climate question, 1 bad to 6 excellent, one decimal; left out where it may not be shown.</param>
/// <param name="Cast">Answers that were put in so far, counted or not; for activities and the whole edition, and left out where it would tell too much.</param>
/// <param name="Intervals">The three measures with their 95 % confidence intervals; left out where nothing is shown.</param>
/// <param name="Questions">Each question that may be shown, in their order; left out where nothing is shown.</param>
public sealed record Figures(
    int Invited,
    int? Answered,
    bool Suppressed,
    double? ResponseRate,
    double? Nki,
    double? Nps,
    double? Climate,
    int? Cast,
    Intervals? Intervals,
    IReadOnlyList<QuestionFigures>? Questions)
{
    /// <param name="asked">The questions to tell of, in their order.</param>
    public static Figures Of(ShownResult result, IReadOnlyList<Question> asked)
    {
        if (result.Answered is not { } answered)
        {
            return new Figures(result.Invited, null, true, null, null, null, null, result.Cast, null, null);
        }

        var intervals = new Intervals(
            Measure.Nki.Of(result)?.Among(result.Invited, SatisfactionIndex.Least, SatisfactionIndex.Most).Rounded(1),
            Measure.Nps.Of(result)?.Among(result.Invited, NetPromoterScore.Least, NetPromoterScore.Most).Rounded(1),
            Measure.Climate.Of(result)?.Among(result.Invited, 1, 6).Rounded(2));
        return new Figures(
            result.Invited,
            answered,
            false,
            Number.Rounded(Measure.ResponseRate.Of(result)?.Mean, 1),
            Number.Rounded(Measure.Nki.Of(result)?.Mean, 1),
            Number.Rounded(Measure.Nps.Of(result)?.Mean, 1),
            Number.Rounded(Measure.Climate.Of(result)?.Mean, 1),
            result.Cast,
            intervals,
            asked.Where(question => result.Answers.ContainsKey(question.Key)).Select(question => QuestionFigures.Of(question, result)).ToList());
    }
}

/// <summary>What an edition is judged by.</summary>
public sealed record Measure(string Key, Func<ShownResult, Sample?> Of)
{
    public static Measure ResponseRate { get; } = new("responseRate", result => result.Answered is { } answered ? Measures.ResponseRate.Of(result.Invited, answered) : null);

    public static Measure Nki { get; } = new("nki", result => SatisfactionIndex.Of(
        Scale.Of(result.To(Questionnaire.Overall)), Scale.Of(result.To(Questionnaire.Expectations)), Scale.Of(result.To(Questionnaire.Ideal))));

    public static Measure Nps { get; } = new("nps", result => NetPromoterScore.Of(result.To(Questionnaire.Recommend)));

    public static Measure Climate { get; } = new("climate", result => Scale.Of(result.To(Questionnaire.Climate)));

    public static IReadOnlyList<Measure> All { get; } = [ResponseRate, Nki, Nps, Climate];
}

/// <summary>The measures with their 95 % confidence intervals; one is left out where its questions may not be shown.</summary>
/// <param name="Nki">Nöjd-Kund-Index, 0 to 100, one decimal; its interval is never too narrow.</param>
/// <param name="Nps">Net promoter score, −100 to 100, one decimal.</param>
/// <param name="Climate">Mean of the business-climate question, 1 to 6, two decimals.</param>
public sealed record Intervals(Estimate? Nki, Estimate? Nps, Estimate? Climate);

/// <summary>What a group answered to a question.</summary>
/// <param name="Key">The question's key.</param>
/// <param name="Type">What kind of answer it takes.</param>
/// <param name="N">How many have answered it, with however many of its options.</param>
/// <param name="Mean">Of the answers, two decimals; left out where numbers do not answer it, or nobody has.</param>
/// <param name="Distribution">How many gave each answer, from the least to the greatest; those of a choice by their keys.</param>
/// <param name="Percents">
/// Where several options can be chosen, percent of those who answered that chose each, one decimal: together they may be more than 100.
/// Left out for the others.
/// </param>
public sealed record QuestionFigures(
    string Key,
    QuestionType Type,
    int N,
    Estimate? Mean,
    IReadOnlyDictionary<string, int> Distribution,
    IReadOnlyDictionary<string, double>? Percents = null)
{
    public static QuestionFigures Of(Question question, ShownResult result)
    {
        var answers = result.To(question.Key);
        var respondents = Counts.RespondentsIn(answers);
        IReadOnlyDictionary<string, int> distribution = question.Scale is { } scale
            ? Enumerable.Range(scale.Least, scale.Most - scale.Least + 1).Select(answer => $"{answer}").ToDictionary(answer => answer, answer => answers.GetValueOrDefault(answer))
            : (question.Options ?? []).Select(option => option.Key).Union(answers.Keys.Where(answer => answer != ChosenOptions.Respondents).Order(StringComparer.Ordinal))
                .ToDictionary(answer => answer, answer => answers.GetValueOrDefault(answer));
        return new QuestionFigures(
            question.Key,
            question.Type,
            respondents,
            question.Scale is var (least, most) ? Scale.Of(answers)?.Among(result.Invited, least, most).Rounded(2) : null,
            distribution,
            question.Type == QuestionType.MultipleChoice
                ? distribution.ToDictionary(answer => answer.Key, answer => respondents == 0 ? 0 : Number.Rounded(100.0 * answer.Value / respondents, 1))
                : null);
    }
}
