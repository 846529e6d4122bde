using System.Xml.Linq;
using BusinessFocus.Feedback.Measures;
using static BusinessFocus.Feedback.Reports.Page.Html;
using static BusinessFocus.Feedback.Reports.Page.Words;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>The tables beside the pictures: every figure of the page stands in one.</summary>
public static class PageTables
{
    /// <param name="rows">The first cell is the row's heading.</param>
    public static XElement Table(string caption, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows, string? names = null) =>
        // It can be wider than a phone: then it is moved by itself, with the keyboard too.
        Element("div", Class("table"), With("role", "region"), With("aria-label", Say($"Tabell: {caption}", $"Table: {caption}")), With("tabindex", "0"),
            Element("table", names is null ? null : Class(names),
                Element("caption", caption),
                Element("thead", Element("tr", headings.Select(heading => Element("th", With("scope", "col"), heading)))),
                Element("tbody", rows.Select(row => Element("tr", row.Select((cell, i) => i == 0 ? Element("th", With("scope", "row"), cell) : Element("td", cell)))))));

    public static XElement FiguresTable(string caption, IEnumerable<(string Name, Figures Figures)> all) => Table(
        caption,
        [
            Say("Grupp", "Group"), Say("Inbjudna", "Invited"), Say("Räknade svar", "Answers counted"), Say("Svarsfrekvens, %", "Response rate, %"),
            "NKI", Say("95 %-intervall", "95% interval"), "NPS", Say("95 %-intervall", "95% interval"), Say("Klimat", "Climate"), Say("95 %-intervall", "95% interval"),
        ],
        all.Select(each => (IReadOnlyList<object?>)
        [
            each.Name,
            Figure(each.Figures.Invited),
            each.Figures.Suppressed ? Say("visas inte", "not shown") : Figure(each.Figures.Answered),
            Figure(each.Figures.ResponseRate, 1),
            .. Cells(each.Figures.Intervals?.Nki, 1),
            .. Cells(each.Figures.Intervals?.Nps, 1),
            .. Cells(each.Figures.Intervals?.Climate, 2),
        ]));

    /// <summary>A figure and its interval.</summary>
    public static IReadOnlyList<object?> Cells(Estimate? estimate, int decimals) => estimate is null
        ? [NotShown, NotShown]
        : [estimate.IsUncertain ? Element("i", Figure(estimate.Value, decimals)) : Figure(estimate.Value, decimals), Interval(estimate.Low, estimate.High, decimals)];
}
