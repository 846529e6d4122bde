using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace BusinessFocus.Web.Programme;

/// <summary>Which part of the programme is shown, as its address says it.</summary>
/// <param name="Day">yyyy-MM-dd, Europe/Stockholm; null for all.</param>
/// <param name="Kind">As the interface names kinds.</param>
/// <param name="Topic">The key of a topic.</param>
/// <param name="Language">sv or en.</param>
/// <param name="Text">Words that stand in it.</param>
/// <param name="Place">The name of a venue.</param>
/// <param name="HasRoom">Only where there is a free seat.</param>
public sealed record ProgrammeFilter(
    [FromQuery(Name = "dag")] string? Day = null,
    [FromQuery(Name = "typ")] string? Kind = null,
    [FromQuery(Name = "amne")] string? Topic = null,
    [FromQuery(Name = "sprak")] string? Language = null,
    [FromQuery(Name = "sok")] string? Text = null,
    [FromQuery(Name = "plats")] string? HasRoom = null,
    [FromQuery(Name = "lokal")] string? Place = null)
{
    public const string Path = "/program";

    public static ProgrammeFilter Everything { get; } = new();

    public DateOnly? On => WrittenDay.Read(Day);

    public bool IsEverything => this == Everything;

    /// <summary>Where the part is shown.</summary>
    public string Address => Site.Links.To(QueryHelpers.AddQueryString(Path, Parts()));

    /// <summary>Without what is empty or cannot be meant, so that an old or mistyped link still shows something.</summary>
    public ProgrammeFilter Readable() => this with
    {
        Day = On is { } day ? WrittenDay.Write(day) : null,
        Kind = Kind is "seminar" or "meeting" or "companyVisit" or "openHouse" ? Kind : null,
        Topic = Full(Topic, 60),
        Language = Language is "sv" or "en" ? Language : null,
        Text = Full(Text, 100),
        HasRoom = HasRoom == "ja" ? HasRoom : null,
        Place = Full(Place, 200),
    };

    /// <summary>Whether an activity is in the part, save for the words, which the interface looks for, and the day.</summary>
    public bool Has(ActivityView activity, AvailabilityView? seats) =>
        (Kind is null || KeyOf(activity.Kind) == Kind)
        && (Topic is null || activity.Topics?.Contains(Topic) is true)
        && (Language is null || activity.Language == Language)
        && (Place is null || activity.Place?.Name == Place)
        && (HasRoom is null || seats is { Left: > 0 } and not { Next.Reason: NextReason.OfficerTaken });

    /// <summary>As the interface names it.</summary>
    public static string? KeyOf(ActivityKind? kind) => kind?.ToString() is { } name ? char.ToLowerInvariant(name[0]) + name[1..] : null;

    private Dictionary<string, string?> Parts() => new Dictionary<string, string?>
    {
        ["dag"] = Day,
        ["typ"] = Kind,
        ["amne"] = Topic,
        ["sprak"] = Language,
        ["sok"] = Text,
        ["plats"] = HasRoom,
        ["lokal"] = Place,
    }.Where(part => part.Value is not null).ToDictionary();

    private static string? Full(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > longest ? trimmed[..longest] : trimmed;
}
