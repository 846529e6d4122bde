using System.Globalization;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>What the page calls things, and how it writes figures, in the reader's language.</summary>
public static class Words
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Say(string sv, string en) => Languages.Choose(sv, en);

    public static string Figure(double figure, int decimals) => figure.ToString($"N{decimals}", Languages.Current == Languages.English ? English : Swedish).Replace('-', '−');

    public static string Figure(double? figure, int decimals) => figure is { } value ? Figure(value, decimals) : NotShown;

    public static string Figure(int? count) => count is { } value ? Figure(value, 0) : NotShown;

    public static string Change(double figure, int decimals) => (figure > 0 ? "+" : "") + Figure(figure, decimals);

    public static string Interval(double? low, double? high, int decimals) =>
        low is { } from && high is { } to ? $"{Figure(from, decimals)} – {Figure(to, decimals)}" : "–";

    public static string NotShown => "–";

    /// <summary>A figure, and in brackets how it was before.</summary>
    public static string Beside(int now, int? before) => before is null ? Figure(now) : $"{Figure(now)} ({Figure(before)})";

    public static string Moment(DateTimeOffset at) => Stockholm.WallClock(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Companies of a size or in a town, as Registration groups them.</summary>
    public static string CompaniesOf(string by, string group) => (by, group) switch
    {
        ("size", "unknown") => Say("Storlek okänd", "Size unknown"),
        (_, "unknown") => Say("Ort okänd", "Town unknown"),
        ("size", _) when Enum.TryParse<CompanySize>(group, ignoreCase: true, out var size) => Name(new Group(Dimension.CompanySize, size.ToString())),
        _ => group,
    };

    public static string Kind(ActivityKind kind) => kind switch
    {
        ActivityKind.Seminar => Say("Seminarier", "Seminars"),
        ActivityKind.Meeting => Say("Möten", "Meetings"),
        ActivityKind.CompanyVisit => Say("Företagsbesök", "Company visits"),
        ActivityKind.OpenHouse => Say("Öppet hus", "Open house"),
        _ => kind.ToString(),
    };

    public static string Name(Group group) => group.Dimension switch
    {
        Dimension.Edition => Say("Hela upplagan", "The whole edition"),
        Dimension.Kind when Enum.TryParse<ActivityKind>(group.Value, out var kind) => Kind(kind),
        Dimension.Membership => group.Value == "member" ? Say("Medlemmar i en förening", "Members of an association") : Say("Övriga", "Others"),
        Dimension.CompanySize when Enum.TryParse<CompanySize>(group.Value, out var size) => size switch
        {
            CompanySize.Sole => Say("Inga anställda", "No employees"),
            CompanySize.Micro => Say("1–9 anställda", "1–9 employees"),
            CompanySize.Small => Say("10–49 anställda", "10–49 employees"),
            CompanySize.Medium => Say("50–249 anställda", "50–249 employees"),
            _ => Say("250 anställda och fler", "250 employees or more"),
        },
        Dimension.Side => group.Value == "company" ? Say("Företagen", "The companies") : Say("Kommunens folk", "People from the municipality"),
        _ => group.Value,
    };

    public static string MeasureName(string key) => key switch
    {
        "responseRate" => Say("Svarsfrekvens, procent", "Response rate, per cent"),
        "nki" => Say("Nöjd-kund-index (NKI), 0–100", "Satisfaction index (NKI), 0–100"),
        "nps" => Say("Rekommendationsvärde (NPS), −100 till 100", "Net promoter score (NPS), −100 to 100"),
        "climate" => Say("Företagsklimatet, medelvärde 1–6", "Business climate, mean 1–6"),
        _ => key,
    };

    /// <summary>"74,1 (70,2 – 78,0), 84 svar".</summary>
    public static string Told(Estimate? estimate, int decimals) => estimate is null
        ? Say("visas inte", "not shown")
        : Figure(estimate.Value, decimals)
            + (estimate is { Low: { } low, High: { } high } ? $" ({Interval(low, high, decimals)})" : "")
            + Say($", {estimate.N} svar", $", {estimate.N} answers");
}
