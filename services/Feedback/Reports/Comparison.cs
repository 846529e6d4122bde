using System.Text.Json;
using System.Text.Json.Serialization;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;

namespace BusinessFocus.Feedback.Reports;

/// <summary>Edition beside edition.</summary>
/// <param name="Editions">In the order that they were asked for.</param>
/// <param name="Rows">What may be shown of two of them at least: as a whole, by kind and by membership.</param>
public sealed record Comparison(IReadOnlyList<ComparedEdition> Editions, IReadOnlyList<ComparedRow> Rows)
{
    public static Comparison Of(IReadOnlyList<EditionResults> editions)
    {
        // The same key can have become another question.
        var shared = editions[0].Asked
            .Where(question => editions.All(edition => edition.Asked.Any(other => other.Key == question.Key && other.Type == question.Type)))
            .ToList();
        IReadOnlyList<Group> groups =
        [
            Group.WholeEdition,
            .. editions.SelectMany(edition => edition.Kinds).Distinct().Order().Select(kind => new Group(Dimension.Kind, kind.ToString())),
            .. editions.SelectMany(edition => edition.Of(Dimension.Membership)).Select(result => result.Group).Distinct(),
        ];
        return new Comparison(
            editions.Select(edition => new ComparedEdition(edition.Slug, EditionReport.Of(edition).Total)).ToList(),
            groups.SelectMany(group => RowsOf(group).Where(row => row.Editions.Count(edition => edition.Figure is not null) > 1)).ToList());

        IEnumerable<ComparedRow> RowsOf(Group group) =>
        [
            Row(group, Measure.ResponseRate.Key, null, null, 1, Measure.ResponseRate.Of, ResponseRate.Least, ResponseRate.Most),
            Row(group, Measure.Nki.Key, null, null, 1, Measure.Nki.Of, SatisfactionIndex.Least, SatisfactionIndex.Most),
            Row(group, Measure.Nps.Key, null, null, 1, Measure.Nps.Of, NetPromoterScore.Least, NetPromoterScore.Most),
            .. shared.SelectMany(question => question switch
            {
                { Scale: var (least, most) } => (ComparedRow[])[Row(group, question.Key, question, null, 2, result => Scale.Of(result.To(question.Key)), least, most)],
                _ => editions.SelectMany(edition => edition.Asked.First(each => each.Key == question.Key).Options ?? []).DistinctBy(option => option.Key)
                    .Select(option => Row(group, question.Key, question, option, 1, result => ShareOf(result.To(question.Key), option.Key), 0, 100)),
            }),
        ];

        ComparedRow Row(
            Group group, string measure, Question? question, Option? option, int decimals, Func<ShownResult, Sample?> of, double least, double most)
        {
            var samples = editions.Select(edition => (edition.Slug, Result: edition.Of(group))).Select(each => (each.Slug, each.Result.Invited, Sample: of(each.Result))).ToList();
            return new ComparedRow(
                JsonNamingPolicy.CamelCase.ConvertName(group.Dimension.ToString()),
                JsonNamingPolicy.CamelCase.ConvertName(group.Value),
                measure,
                question?.Type,
                question?.Text.In(Languages.Current),
                option?.Key,
                option?.Text.In(Languages.Current),
                samples.Select((each, i) => new ComparedValue(
                    each.Slug,
                    Figure(each.Sample, each.Invited),
                    i > 0 && each.Sample is { } sample && samples[i - 1].Sample is { } before ? sample.From(before).Rounded(decimals) : null)).ToList(),
                decimals);

            // All who were invited are known, and whether they answered: see there.
            Estimate? Figure(Sample? sample, int invited) => measure == Measure.ResponseRate.Key
                ? sample is null ? null : new Estimate(sample.N, Number.Rounded(sample.Mean, decimals), null, null)
                : sample?.Among(invited, least, most).Rounded(decimals);
        }
    }

    /// <summary>Percent of those who answered with this option.</summary>
    private static Sample? ShareOf(IReadOnlyDictionary<string, int> answers, string option)
    {
        var chose = answers.GetValueOrDefault(option);
        return Sample.Of([(100.0, chose), (0.0, Counts.RespondentsIn(answers) - chose)]);
    }
}

/// <summary>One of the editions that are compared.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Total">The edition as a whole.</param>
public sealed record ComparedEdition(string Slug, Figures Total);

/// <summary>One measure, or the mean of one question, in each edition.</summary>
/// <param name="Group">"edition", "kind" or "membership".</param>
/// <param name="Name">Which one: a kind of activity, "member" or "other"; empty for the edition.</param>
/// <param name="Measure">"responseRate" (percent), "nki" (0 to 100), "nps" (−100 to 100), or a question's key.</param>
/// <param name="Type">Of a question; left out for the other measures.</param>
/// <param name="Text">What the question asks, in the asker's language; left out for the other measures.</param>
/// <param name="Answer">Of a choice, the option's key: the figure is the percent that chose it. Left out for all others.</param>
/// <param name="AnswerText">Of a choice, what the option says in the asker's language; left out for all others.</param>
/// <param name="Editions">In the order that they were asked for.</param>
public sealed record ComparedRow(
    string Group,
    string Name,
    string Measure,
    QuestionType? Type,
    string? Text,
    string? Answer,
    string? AnswerText,
    IReadOnlyList<ComparedValue> Editions,
    [property: JsonIgnore] int Decimals);

/// <summary>What a row comes to in one edition.</summary>
/// <param name="Slug">The edition's name in addresses.</param>
/// <param name="Figure">Left out where it may not be shown.</param>
/// <param name="Difference">From the edition named before this one; left out for the first, and where one of the two may not be shown.</param>
public sealed record ComparedValue(string Slug, Estimate? Figure, Difference? Difference);
