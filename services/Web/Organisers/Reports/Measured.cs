using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>A measure of the report: where its scale begins and ends, and how it is written.</summary>
/// <param name="Key">As the comparison of editions names it.</param>
/// <param name="Of">Its estimate among the figures; null where it may not be shown.</param>
public sealed record Measure(string Key, double Least, double Most, int Decimals, Func<Figures, Estimate?> Of)
{
    public static Measure Satisfaction { get; } = new("nki", 0, 100, 0, figures => figures.Intervals?.Nki);

    public static Measure Climate { get; } = new("climate", 1, 6, 1, figures => figures.Intervals?.Climate);

    public static Measure Recommended { get; } = new("nps", -100, 100, 0, figures => figures.Intervals?.Nps);

    public static IReadOnlyList<Measure> All { get; } = [Satisfaction, Climate, Recommended];

    public string Name => Key switch
    {
        "nki" => Languages.Choose("Hur nöjda de är", "How satisfied they are"),
        "climate" => Languages.Choose("Företagsklimatet i kommunen", "The business climate"),
        _ => Languages.Choose("Om de rekommenderar festivalen", "Whether they recommend the festival"),
    };

    /// <summary>What the number means, in one line.</summary>
    public string Meaning => Key switch
    {
        "nki" => Languages.Choose("Nöjd-kund-index, 0 till 100", "Satisfaction index, 0 to 100"),
        "climate" => Languages.Choose("Medelbetyg, 1 dåligt till 6 utmärkt", "Mean, 1 bad to 6 excellent"),
        _ => Languages.Choose("Andelen ambassadörer minus andelen kritiker, −100 till 100", "Promoters minus detractors, −100 to 100"),
    };
}

/// <summary>What an edition came to in one measure, beside the edition before it.</summary>
/// <param name="Now">Null where it may not be shown.</param>
/// <param name="Before">Null where there is none, or it may not be shown.</param>
/// <param name="Difference">Null where nobody has reckoned it.</param>
public sealed record Dumbbell(Measure Measure, Estimate? Now, Estimate? Before, Difference? Difference)
{
    /// <summary>One measure of the whole edition or of a group.</summary>
    /// <param name="group">As the comparison names it: "edition", "kind" or "membership".</param>
    public static Dumbbell Of(Measure measure, Figures? now, Figures? before, IEnumerable<ComparedRow> compared, string group, string name) => new(
        measure,
        now is null ? null : measure.Of(now),
        before is null ? null : measure.Of(before),
        compared.FirstOrDefault(row => row.Group == group && (row.Name ?? "") == name && row.Measure == measure.Key && row.Answer is null)?.Editions is { Count: > 0 } editions
            ? editions[^1].Difference
            : null);

    /// <summary>Where a value stands on the scale, in percent of its length.</summary>
    public double At(double value) => Math.Clamp((value - Measure.Least) / (Measure.Most - Measure.Least) * 100, 0, 100);

    /// <summary>Whether it is better, worse or the same, and whether chance could have made it so.</summary>
    public string Verdict => (Now, Before, Difference) switch
    {
        (null, _, _) => Languages.Choose("För få svar för att visas", "Too few answers to show"),
        (_, null, _) => Languages.Choose("Inget att jämföra med", "Nothing to compare with"),
        (_, _, { IsBeyondChance: true, Value: > 0 }) => Languages.Choose("Bättre, mer än slumpen", "Better, and not by chance"),
        (_, _, { IsBeyondChance: true }) => Languages.Choose("Sämre, mer än slumpen", "Worse, and not by chance"),
        (_, _, { IsBeyondChance: false }) => Languages.Choose("Skillnaden kan vara slump", "The difference may be due to chance"),
        (_, _, { }) => Languages.Choose("För få svar för att säga", "Too few answers to tell"),
        _ when Overlaps => Languages.Choose("Skillnaden kan vara slump", "The difference may be due to chance"),
        _ => Now!.Value > Before!.Value ? Languages.Choose("Troligen bättre", "Probably better") : Languages.Choose("Troligen sämre", "Probably worse"),
    };

    public bool IsBeyondChance => Difference?.IsBeyondChance is true;

    /// <summary>What the picture says, for whoever hears the page.</summary>
    public string Said => Now is null
        ? Verdict
        : Languages.Choose(
            $"{(Before is null ? "" : $"Förra gången {Number(Before.Value)}, ")}nu {Number(Now.Value)}{Interval}. {Verdict}.",
            $"{(Before is null ? "" : $"Last time {Number(Before.Value)}, ")}now {Number(Now.Value)}{Interval}. {Verdict}.");

    public string Number(double? value) => value is { } number ? ReportWords.Number(number, Measure.Decimals) : "–";

    private string Interval => Now is { Low: { } low, High: { } high }
        ? Languages.Choose($", säkert mellan {Number(low)} och {Number(high)}", $", almost certainly between {Number(low)} and {Number(high)}")
        : "";

    private bool Overlaps => Now?.Low is null || Before?.High is null || (Now.Low <= Before.High && Before.Low <= Now.High);
}
