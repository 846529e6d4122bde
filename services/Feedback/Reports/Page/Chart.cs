using System.Globalization;
using System.Xml.Linq;
using BusinessFocus.Feedback.Measures;
using static BusinessFocus.Feedback.Reports.Page.Html;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>A scale that bars are drawn on.</summary>
/// <param name="From">Where bars begin.</param>
public sealed record Axis(double Least, double Most, double From, int Decimals)
{
    public static Axis Index { get; } = new(0, 100, 0, 1);

    public static Axis Promoters { get; } = new(-100, 100, 0, 1);

    public static Axis Of(double least, double most) => new(least, most, least, 2);
}

/// <summary>A bar with its label above it.</summary>
/// <param name="Figure">Null where nothing may be shown.</param>
/// <param name="Pattern">Bars of one kind look alike, without colour too.</param>
public sealed record Bar(string Label, Estimate? Figure, int Pattern = 0);

/// <summary>
/// Bars as an SVG picture, as wide as a phone so that it is only ever made larger. Under each bar lies its 95 % confidence interval.
/// Every picture has a name and a description in words, and stands beside a table of its figures.
/// </summary>
public static class Chart
{
    /// <summary>So many that a picture is never cut by the end of a printed page.</summary>
    public const int MostBars = 16;

    public const int Patterns = 4;

    private const double Width = 340;
    private const double Left = 4;
    private const double Right = 262;
    private const double RowHeight = 42;

    /// <param name="id">Unique on the page.</param>
    public static XElement Bars(string id, string title, Axis axis, IReadOnlyList<Bar> bars)
    {
        var height = (bars.Count * RowHeight) + 26;
        var description = string.Join("; ", bars.Select(bar => $"{bar.Label}: {Words.Told(bar.Figure, axis.Decimals)}")) + ".";
        return Picture(id, title, description, height, [
            Ticks(axis, height - 22),
            .. bars.SelectMany((bar, i) => Row(bar, axis, i * RowHeight)),
        ]);
    }

    /// <summary>How many gave each answer, and how many percent that is.</summary>
    /// <param name="all">How many answered: where several answers could be given, fewer than were given.</param>
    public static XElement Distribution(string id, string title, IReadOnlyList<(string Label, int Count)> answers, int all)
    {
        const double row = 24;
        var most = Math.Max(1, answers.Max(answer => answer.Count));
        var labels = answers.Max(answer => answer.Label.Length) <= 3;
        var (from, step) = labels ? (30.0, row) : (Left, row + 18);
        var description = string.Join("; ", answers.Select(answer => $"{answer.Label}: {answer.Count} ({Percent(answer.Count)})")) + ".";
        return Picture(id, title, description, (answers.Count * step) + 4, answers.SelectMany((answer, i) =>
        {
            var top = (i * step) + (labels ? 0 : 18);
            return (XElement[])
            [
                labels ? Text(from - 6, top + 16, "end", answer.Label) : Text(from, top - 3, "start", Short(answer.Label)),
                Rectangle(from, top + 2, (Right - from) * answer.Count / most, row - 6, "bar bar0"),
                Text(Width - 2, top + 16, "end", $"{answer.Count} ({Percent(answer.Count)})"),
            ];
        }));

        string Percent(int count) => Words.Figure(all == 0 ? 0 : 100.0 * count / all, 0) + " %";
    }

    /// <summary>The patterns of bars, once per page.</summary>
    public static XElement PatternsOnce() => Element("svg", Class("patterns"), With("width", 0), With("height", 0), With("aria-hidden", "true"), With("focusable", "false"),
        Element("defs",
            Pattern("hatch", "M0,0 l8,8 M-2,6 l4,4 M6,-2 l4,4"),
            Pattern("dots", "M2,2 h3 v3 h-3 z"),
            Pattern("lines", "M0,2 h8 M0,6 h8")));

    private static XElement Pattern(string id, string path) =>
        Element("pattern", With("id", id), With("width", 8), With("height", 8), With("patternUnits", "userSpaceOnUse"),
            Element("rect", Class("ground"), With("width", 8), With("height", 8)), Element("path", Class("ink"), With("d", path)));

    private static XElement Picture(string id, string title, string description, double height, IEnumerable<XElement> content) => Element(
        "svg",
        Class("chart"),
        With("viewBox", $"0 0 {Number(Width)} {Number(height)}"),
        With("role", "img"),
        With("aria-labelledby", $"{id}-t {id}-d"),
        Element("title", With("id", $"{id}-t"), title),
        Element("desc", With("id", $"{id}-d"), description),
        content);

    private static IEnumerable<XElement> Row(Bar bar, Axis axis, double top)
    {
        yield return Text(Left, top + 13, "start", Short(bar.Label));
        if (bar.Figure is not { } figure)
        {
            yield return Text(Left, top + 30, "start", Words.Say("visas inte", "not shown"), "faint");
            yield break;
        }

        var (from, to) = (X(axis, Math.Min(axis.From, figure.Value)), X(axis, Math.Max(axis.From, figure.Value)));
        yield return Rectangle(from, top + 18, Math.Max(1.5, to - from), 13, $"bar bar{bar.Pattern % Patterns}");
        yield return Text(Width - 2, top + 30, "end", Words.Figure(figure.Value, axis.Decimals), figure.IsUncertain ? "uncertain" : "figure");
        if (figure is { Low: { } low, High: { } high })
        {
            var (x1, x2, y) = (X(axis, low), X(axis, high), top + 36);
            yield return Element("path", Class("whisker"), With("d", $"M{Number(x1)},{Number(y - 3)} v6 M{Number(x1)},{Number(y)} H{Number(x2)} M{Number(x2)},{Number(y - 3)} v6"));
        }
    }

    private static XElement Ticks(Axis axis, double y) => Element("g", Class("axis"),
        Element("path", With("d", $"M{Number(Left)},{Number(y)} H{Number(Right)} M{Number(X(axis, axis.From))},0 V{Number(y)}")),
        Text(Left, y + 15, "start", Words.Figure(axis.Least, 0)),
        Text((Left + Right) / 2, y + 15, "middle", Words.Figure((axis.Least + axis.Most) / 2, (axis.Least + axis.Most) % 2 == 0 ? 0 : 1)),
        Text(Right, y + 15, "end", Words.Figure(axis.Most, 0)));

    private static double X(Axis axis, double value) => Left + ((Right - Left) * (Math.Clamp(value, axis.Least, axis.Most) - axis.Least) / (axis.Most - axis.Least));

    private static XElement Rectangle(double x, double y, double width, double height, string names) =>
        Element("rect", Class(names), With("x", Number(x)), With("y", Number(y)), With("width", Number(width)), With("height", Number(height)));

    private static XElement Text(double x, double y, string anchor, string text, string? names = null) =>
        Element("text", With("x", Number(x)), With("y", Number(y)), With("text-anchor", anchor), names is null ? null : Class(names), text);

    /// <summary>What does not fit in the picture stands whole in its description and in the table.</summary>
    private static string Short(string label) => label.Length <= 46 ? label : string.Concat(label.AsSpan(0, char.IsHighSurrogate(label[44]) ? 44 : 45), "…");

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
