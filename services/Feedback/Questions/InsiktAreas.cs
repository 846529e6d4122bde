using BusinessFocus.Contracts;

namespace BusinessFocus.Feedback.Questions;

/// <summary>What SKR's Insikt asks companies about: by these keys topics, questions and published figures name the same thing.</summary>
public static class InsiktAreas
{
    /// <summary>Procurement, which has an index of its own (NUI).</summary>
    public const string Procurement = "upphandling";

    /// <summary>
    /// The authority areas, in the order in which Insikt tells of them: the first four are its total since 2024, the next two are published
    /// apart, and the last three may be measured.
    /// </summary>
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

    /// <summary>The authority areas and procurement.</summary>
    public static IReadOnlyDictionary<string, LocalizedText> All { get; } =
        Authorities.Append(new(Procurement, new("Upphandling", "Procurement"))).ToDictionary();
}
