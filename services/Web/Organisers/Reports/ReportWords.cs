using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>What the report calls things, and how it writes numbers.</summary>
public static class ReportWords
{
    public static string Number(double number, int decimals = 0) => number.ToString($"N{decimals}", CultureInfo.CurrentCulture).Replace('-', '−');

    public static string Count(int? number) => number is { } count ? Number(count) : "–";

    public static string Percent(double? number) => number is { } percent ? Languages.Choose($"{Number(percent)} procent", $"{Number(percent)}%") : "–";

    /// <summary>How far along a drawing, of a hundred, as SVG has it.</summary>
    public static string Along(double at) => string.Create(CultureInfo.InvariantCulture, $"{at:0.##}%");

    /// <summary>"12 fler än förra gången"; null where there was none.</summary>
    public static string? Since(int? now, int? before) => (now, before) switch
    {
        (null, _) or (_, null) => null,
        var (count, last) when count > last => Languages.Choose($"{Number((count - last).Value)} fler än förra gången", $"{Number((count - last).Value)} more than last time"),
        var (count, last) when count < last => Languages.Choose($"{Number((last - count).Value)} färre än förra gången", $"{Number((last - count).Value)} fewer than last time"),
        _ => Languages.Choose("lika många som förra gången", "as many as last time"),
    };

    public static string Kind(string key) => key switch
    {
        "seminar" => Languages.Choose("Seminarier", "Seminars"),
        "meeting" => Languages.Choose("Möten", "Meetings"),
        "companyVisit" => Languages.Choose("Företagsbesök", "Company visits"),
        "openHouse" => Languages.Choose("Öppet hus", "Open house"),
        _ => key,
    };

    public static string Membership(string key) => key == "member"
        ? Languages.Choose("Medlemmar i en förening", "Members of an association")
        : Languages.Choose("Övriga företag", "Other companies");

    public static string Size(string key) => CompanySizes.All.Where(size => Texts.Key(size) == key).Select(CompanySizes.NameOf).FirstOrDefault() is { } name
        ? char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..]
        : Languages.Choose("Okänd storlek", "Size not known");

    public static string Town(string key) => key == "unknown" ? Languages.Choose("Okänd ort", "Town not known") : key;

    /// <summary>Where sizes stand in a list, the smallest first.</summary>
    public static int SizeRank(string key) => Array.FindIndex(CompanySizes.All, size => Texts.Key(size) == key) is >= 0 and var rank ? rank : 9;

    /// <summary>
    /// Three texts for the council: none long, none very short, as far as possible from different activities. The same texts give the same three.
    /// </summary>
    public static IReadOnlyList<CommentView> Quotes(IReadOnlyList<CommentView> comments) =>
    [
        .. comments
            .Where(comment => comment is { State: CommentState.Shown, Text.Length: >= 25 and <= 260 })
            .OrderBy(comment => Math.Abs(comment.Text!.Length - 110))
            .ThenBy(comment => comment.Id)
            .DistinctBy(comment => comment.ActivityId ?? comment.Id)
            .Take(3),
    ];

    /// <summary>"34 bad om att bli kontaktade. 28 fick svar i tid, 3 för sent, 3 väntar."</summary>
    public static string Cases(FollowUpFigures? cases)
    {
        if (cases?.Opened is not > 0)
        {
            return Languages.Choose("Ingen har bett om att bli kontaktad.", "Nobody asked to be contacted.");
        }

        var parts = new List<string>();
        Add(cases.AnsweredInTime, Languages.Choose("fick svar i tid", "were answered on time"));
        Add(cases.AnsweredLate, Languages.Choose("fick svar för sent", "were answered late"));
        Add(cases.ClosedUnanswered, Languages.Choose("behövde inget svar", "needed no answer"));
        Add(cases.Open, Languages.Choose("väntar", "are waiting"));
        return Languages.Choose(
            $"{Number(cases.Opened.Value)} bad om att bli kontaktade: {string.Join(", ", parts)}.", $"{Number(cases.Opened.Value)} asked to be contacted: {string.Join(", ", parts)}.");

        void Add(int? number, string words)
        {
            if (number > 0)
            {
                parts.Add($"{Number(number.Value)} {words}");
            }
        }
    }
}
