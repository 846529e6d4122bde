using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Topics;

namespace BusinessFocus.Feedback.Official;

/// <summary>A measure whose scale and areas are known here, so that a figure can be held against them.</summary>
/// <param name="Areas">What it is published for, by key.</param>
/// <param name="IsWhole">Whether its figures are whole numbers.</param>
public sealed record KnownMeasure(
    string Publisher, string Key, LocalizedText PublisherName, LocalizedText Name, double Least, double Most, bool IsWhole, IReadOnlyDictionary<string, LocalizedText> Areas);

/// <summary>
/// What is published of every municipality: the ranking of Svenskt Näringsliv with the summary judgement of the companies in it (its
/// question since 2002, 1 bad to 6 excellent), and SKR's Insikt, a satisfaction index (NKI) by authority area, 0 to 100.
/// </summary>
/// <remarks>
/// From 2024 on Insikt's total is of building permits, environment and health, food and alcohol licences only; fire safety and the use of
/// public land are published apart, and three areas may be measured beside them. Procurement has an index of its own (NUI).
/// </remarks>
public static class KnownMeasures
{
    /// <summary>The area of what is published of a municipality as a whole.</summary>
    public const string Total = "total";

    private static readonly LocalizedText Confederation = new("Svenskt Näringsliv", "Confederation of Swedish Enterprise (Svenskt Näringsliv)");
    private static readonly LocalizedText Regions = new("SKR, Insikt", "SKR (Swedish Association of Local Authorities and Regions), Insikt");

    private static readonly Dictionary<string, LocalizedText> Whole = new() { [Total] = new("Totalt", "In total") };

    /// <summary>The authority areas that Insikt measures, in the order in which it tells of them.</summary>
    public static IReadOnlyDictionary<string, LocalizedText> Authorities { get; } = new Dictionary<string, LocalizedText>
    {
        ["bygglov"] = new("Bygglov", "Building permits"),
        ["miljo-och-halsoskydd"] = new("Miljö- och hälsoskydd", "Environmental and health protection"),
        ["livsmedelskontroll"] = new("Livsmedelskontroll", "Food control"),
        ["serveringstillstand"] = new("Serveringstillstånd", "Alcohol serving licences"),
        ["brandskydd"] = new("Brandskydd", "Fire safety"),
        ["markupplatelse"] = new("Markupplåtelse", "Use of public land"),
        ["receptfria-lakemedel"] = new("Försäljning av receptfria läkemedel", "Sale of non-prescription medicines"),
        ["lantmateri"] = new("Lantmäteri", "Land surveying"),
        ["folkol-och-tobak"] = new("Försäljning av folköl och tobak", "Sale of low-alcohol beer and tobacco"),
    };

    public static IReadOnlyList<KnownMeasure> All { get; } =
    [
        new("svenskt-naringsliv", "ranking", Confederation, new("Ranking, plats bland kommunerna", "Ranking, place among the municipalities"), 1, 290, IsWhole: true, Whole),
        new("svenskt-naringsliv", "judgement", Confederation, new("Sammanfattande omdöme om företagsklimatet", "Summary judgement of the business climate"), 1, 6, IsWhole: false, Whole),
        new("skr", "nki", Regions, new("Nöjd-kund-index (NKI)", "Satisfaction index (NKI)"), 0, 100, IsWhole: false, Whole.Concat(Authorities).ToDictionary()),
        new("skr", "nui", Regions, new("Nöjd-upphandlings-index (NUI)", "Procurement index (NUI)"), 0, 100, IsWhole: false,
            new Dictionary<string, LocalizedText> { ["upphandling"] = new("Upphandling", "Procurement") }),
    ];

    /// <summary>What else people call the same.</summary>
    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["insikt"] = "skr",
        ["skr-insikt"] = "skr",
        ["svensktnaringsliv"] = "svenskt-naringsliv",
        ["placering"] = "ranking",
        ["sammanfattande-omdome"] = "judgement",
        ["omdome"] = "judgement",
        ["totalt"] = Total,
        [""] = Total,
        ["brandtillsyn"] = "brandskydd",
        ["miljo-halsoskydd"] = "miljo-och-halsoskydd",
        ["livsmedel"] = "livsmedelskontroll",
        ["folkol-tobak"] = "folkol-och-tobak",
    };

    public static KnownMeasure? Find(string publisher, string measure) => All.FirstOrDefault(known => known.Publisher == publisher && known.Key == measure);

    /// <summary>The one key of a publisher, measure or area, however it is written: "Miljö- och hälsoskydd" is "miljo-och-halsoskydd".</summary>
    public static string KeyOf(string? written)
    {
        var key = new StringBuilder();
        foreach (var letter in TopicNames.Of(written ?? ""))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                key.Append(letter);
            }
            else if (key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        var trimmed = key.ToString().Trim('-');
        return OtherNames.GetValueOrDefault(trimmed) ?? trimmed;
    }
}
