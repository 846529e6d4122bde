using System.Globalization;
using System.Text.Json.Serialization;

namespace BusinessFocus.Feedback.Official;

/// <summary>What somebody else published of a municipality.</summary>
/// <param name="Publisher">Who: svenskt-naringsliv, skr, or another one's key.</param>
/// <param name="Measure">What: ranking or judgement of Svenskt Näringsliv, nki or nui of SKR, or another one's key.</param>
/// <param name="Area">Of what: an authority area of Insikt such as bygglov, or total.</param>
/// <param name="Year">The year that the publisher gives it, 1990 to next year.</param>
/// <param name="Value">On its scale, two decimals at most.</param>
/// <param name="Least">Where the measure's scale begins.</param>
/// <param name="Most">Where the measure's scale ends.</param>
/// <param name="Source">Where it stands: a web address, or what it was read in; at most 500 characters.</param>
/// <param name="PublishedOn">ISO 8601 date; left out where nobody said it.</param>
public sealed record OfficialFigure(
    string Publisher, string Measure, string Area, int Year, double Value, double Least, double Most, string Source, DateOnly? PublishedOn)
{
    /// <summary>What there is one figure of.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Publisher, Measure, Area, Year);

    public static string KeyOf(string publisher, string measure, string area, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{publisher}/{measure}/{area}/{year}");

    /// <summary>Whether it was published before what is known of the same: it comes late, and says less.</summary>
    public bool IsOlderThan(OfficialFigure known) => PublishedOn is { } day && known.PublishedOn is { } knownDay && day < knownDay;
}
