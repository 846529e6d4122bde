using System.Xml.Linq;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>The edition held against one before.</summary>
public static class ComparisonSection
{
    public static XElement Of(EditionResults results, EditionResults before)
    {
        var comparison = Comparison.Of([before, results]);
        var heading = Say($"{before.Slug} och {results.Slug}", $"{before.Slug} and {results.Slug}");
        return Element("section", Class("new"), With("aria-labelledby", "compared"),
            Element("h2", With("id", "compared"), heading),
            Element("p", Say(
                "De frågor som båda upplagorna ställde. Att en skillnad är säkerställd betyder att dess 95-procentiga intervall (Welchs t-test) inte omfattar noll; av tjugo jämförelser är i snitt en det av en slump.",
                "The questions that both editions asked. A difference is beyond chance if its 95% interval (Welch's t-test) does not include zero. On average, one comparison in twenty is beyond chance by chance alone.")),
            comparison.Rows.GroupBy(row => (row.Group, row.Name)).SelectMany((group, i) => OfGroup(group.Key.Group, group.Key.Name, group.ToList(), i)));

        IEnumerable<XElement> OfGroup(string dimension, string name, IReadOnlyList<ComparedRow> rows, int index)
        {
            var group = new Group(Enum.Parse<Dimension>(dimension, ignoreCase: true), name);
            var label = dimension == "kind" && Enum.TryParse<ActivityKind>(name, ignoreCase: true, out var kind) ? Kind(kind) : Name(group);
            yield return Element("h3", label);
            yield return Element("div", Class("charts"), rows.Where(row => row.Answer is null).Select((row, i) => Element("figure",
                Element("figcaption", row.Text ?? MeasureName(row.Measure)),
                Chart.Bars(
                    $"compared-{index}-{i}",
                    $"{row.Text ?? MeasureName(row.Measure)}. {label}",
                    AxisOf(row),
                    row.Editions.Select((edition, pattern) => new Bar(edition.Slug, edition.Figure, 1 - pattern)).ToList()))));
            yield return Table(
                label,
                [Say("Mått", "Measure"), before.Slug, Say("95 %-intervall", "95% interval"), results.Slug, Say("95 %-intervall", "95% interval"), Say("Skillnad", "Difference"), Say("95 %-intervall", "95% interval"), Say("Säkerställd", "Beyond chance")],
                rows.Select(row => (IReadOnlyList<object?>)
                [
                    (row.Text ?? MeasureName(row.Measure)) + (row.AnswerText is { } answer ? Say($" Svar: {answer}, procent", $" Answer: {answer}, per cent") : ""),
                    .. row.Editions.SelectMany(edition => Cells(edition.Figure, row.Decimals)),
                    row.Editions[1].Difference is { } difference ? Change(difference.Value, row.Decimals) : NotShown,
                    Interval(row.Editions[1].Difference?.Low, row.Editions[1].Difference?.High, row.Decimals),
                    row.Editions[1].Difference?.IsBeyondChance switch { true => Say("ja", "yes"), false => Say("nej", "no"), null => NotShown },
                ]));
        }

        static Axis AxisOf(ComparedRow row) => row switch
        {
            { Measure: "nps" } => Axis.Promoters,
            { Type: QuestionType.OneToSix } => Axis.Of(1, 6),
            { Type: QuestionType.OneToTen } => Axis.Of(1, 10),
            { Type: QuestionType.Recommend } => Axis.Of(0, 10),
            _ => Axis.Index,
        };
    }
}
