using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Topics;
using BusinessFocus.Feedback.Questions;

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

    public static IReadOnlyList<KnownMeasure> All { get; } =
    [
        new("svenskt-naringsliv", "ranking", Confederation, new("Ranking, plats bland kommunerna", "Ranking, place among the municipalities"), 1, 290, IsWhole: true, Whole),
        new("svenskt-naringsliv", "judgement", Confederation, new("Sammanfattande omdöme om företagsklimatet", "Overall rating of the business climate"), 1, 6, IsWhole: false, Whole),
        new("skr", "nki", Regions, new("Nöjd-kund-index (NKI)", "Satisfaction index (NKI)"), 0, 100, IsWhole: false, Whole.Concat(InsiktAreas.Authorities).ToDictionary()),
        new("skr", "nui", Regions, new("Nöjd-upphandlings-index (NUI)", "Procurement index (NUI)"), 0, 100, IsWhole: false,
            InsiktAreas.All.Where(area => area.Key == InsiktAreas.Procurement).ToDictionary()),
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
        ["brand"] = "brandskydd",
        ["miljo"] = "miljo-och-halsoskydd",
        ["servering"] = "serveringstillstand",
        ["alkoholtillstand"] = "serveringstillstand",
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
