using System.Globalization;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Official;

/// <summary>What a published figure must be like, whoever says it.</summary>
public static class OfficialRules
{
    public const int LongestKey = 40;
    public const int LongestSource = 500;
    public const int FirstYear = 1990;
    public const double Greatest = 1_000_000;

    /// <summary>The first thing that is wrong with a figure; null where nothing is.</summary>
    /// <param name="today">A figure is not published tomorrow; its year can be the next one, as rankings are named.</param>
    public static Flaw? FlawIn(OfficialFigure figure, DateOnly today)
    {
        foreach (var (field, key) in (IEnumerable<(string, string)>)[("publisher", figure.Publisher), ("measure", figure.Measure), ("area", figure.Area)])
        {
            if (key.Length is 0 or > LongestKey)
            {
                return new(field, $"Bokstäver, siffror och bindestreck, 1 till {LongestKey} tecken.", $"Letters, digits and hyphens, 1 to {LongestKey} characters.");
            }
        }

        if (figure.Year < FirstYear || figure.Year > today.Year + 1)
        {
            return new("year", $"Ett år från {FirstYear} till {today.Year + 1}.", $"A year from {FirstYear} to {today.Year + 1}.");
        }

        if (KnownMeasures.Find(figure.Publisher, figure.Measure) is { } known)
        {
            if (!known.Areas.ContainsKey(figure.Area))
            {
                var areas = string.Join(", ", known.Areas.Keys);
                return new("area", $"Ett av: {areas}.", $"One of: {areas}.");
            }

            if ((figure.Least, figure.Most) != (known.Least, known.Most))
            {
                return new("scale", $"Måttets skala är {Said(known.Least)} till {Said(known.Most)}.", $"The measure's scale is {Said(known.Least)} to {Said(known.Most)}.");
            }

            if (known.IsWhole && figure.Value != Math.Truncate(figure.Value))
            {
                return new("value", $"Ett heltal från {Said(known.Least)} till {Said(known.Most)}.", $"A whole number from {Said(known.Least)} to {Said(known.Most)}.");
            }
        }

        return ScaleFlaw(figure) ?? TextFlaw(figure, today);
    }

    /// <summary>Two decimals: more is no figure that anybody publishes, and noise of a computation.</summary>
    public static double Rounded(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private static Flaw? ScaleFlaw(OfficialFigure figure)
    {
        if (!(figure.Least < figure.Most) || Math.Max(Math.Abs(figure.Least), Math.Abs(figure.Most)) > Greatest)
        {
            return new(
                "scale",
                "Skalans minsta och största värde: det första mindre än det andra, högst en miljon. Ett okänt mått behöver dem.",
                "The least and the greatest value of the scale: the first less than the second, at most a million. A measure that is not known needs them.");
        }

        return figure.Value >= figure.Least && figure.Value <= figure.Most
            ? null
            : new("value", $"Ett tal från {Said(figure.Least)} till {Said(figure.Most)}.", $"A number from {Said(figure.Least)} to {Said(figure.Most)}.");
    }

    private static Flaw? TextFlaw(OfficialFigure figure, DateOnly today) =>
        string.IsNullOrWhiteSpace(figure.Source) || figure.Source.Length > LongestSource || figure.Source.Any(char.IsControl)
            ? new("source", $"Var siffran står: en webbadress eller en text, 1 till {LongestSource} tecken på en rad.", $"Where the figure stands: a web address or a text, 1 to {LongestSource} characters on one line.")
            : figure.PublishedOn is { } day && (day > today || day.Year < FirstYear)
                ? new("publishedOn", $"En dag från {FirstYear} till i dag, som 2026-09-23.", $"A day from {FirstYear} to today, such as 2026-09-23.")
                : null;

    private static string Said(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
