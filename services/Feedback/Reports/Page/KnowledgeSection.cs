using System.Xml.Linq;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.PageTables;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>What companies and the municipality knew of each other, before and after.</summary>
public static class KnowledgeSection
{
    public static XElement? Of(EditionResults results)
    {
        var sides = results.Of(Dimension.Side).Select(result => (Name: Name(result.Group), Change: KnowledgeChange.Of(result.To(Questionnaire.Knowledge)))).ToList();
        return sides.Count == 0 ? null : Element("section", Class("new"), With("aria-labelledby", "knowledge"),
            Element("h2", With("id", "knowledge"), Say("Kunskap om varandra, före och efter", "Knowledge of each other, before and after")),
            Element("p", Say("Varje par är en persons svar före och efter, på en skala från 1 till 6; vems det är vet ingen.", "Each pair is one person's answers before and after, on a scale of 1 to 6. Nobody knows whose they are.")),
            Element("div", Class("charts"), sides.Where(side => !side.Change.Suppressed).Select((side, i) => Element("figure",
                Element("figcaption", side.Name),
                Chart.Bars($"knowledge-{i}", Say($"Kunskap om varandra: {side.Name}", $"Knowledge of each other: {side.Name}"), Axis.Of(1, 6),
                [
                    new Bar(Say("Före", "Before"), new Estimate(side.Change.Pairs!.Value, side.Change.Before!.Value, null, null)),
                    new Bar(Say("Efter", "After"), new Estimate(side.Change.Pairs!.Value, side.Change.After!.Value, null, null), 1),
                ])))),
            Table(
                Say("Kunskap före och efter", "Knowledge before and after"),
                [
                    Say("Sida", "Side"), Say("Par", "Pairs"), Say("Före", "Before"), Say("Efter", "After"), Say("Förändring", "Change"), Say("95 %-intervall", "95% interval"),
                    Say("Steg, %", "Rose, %"), Say("Samma, %", "Same, %"), Say("Sjönk, %", "Fell, %"),
                ],
                sides.Select(side => (IReadOnlyList<object?>)
                [
                    side.Name,
                    side.Change.Suppressed ? Say("visas inte", "not shown") : Figure(side.Change.Pairs),
                    Figure(side.Change.Before, 2),
                    Figure(side.Change.After, 2),
                    side.Change.Change is { } change ? Change(change.Value, 2) : NotShown,
                    Interval(side.Change.Change?.Low, side.Change.Change?.High, 2),
                    Figure(side.Change.Rose, 1),
                    Figure(side.Change.Same, 1),
                    Figure(side.Change.Fell, 1),
                ])));
    }
}
