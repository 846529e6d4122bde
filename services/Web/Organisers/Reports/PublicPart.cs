using System.Text.Json;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>What everybody may read of an edition's report.</summary>
/// <param name="Report">With the parts that are public; the others are left out of it.</param>
/// <param name="Sections">Their keys, in the report's order; none where nothing is public.</param>
public sealed record PublicPart(PublicReportView Report, ReportGroups Groups, IReadOnlyList<string> Sections)
{
    private const string Named = "sections";

    /// <summary>The parts that can be public, as the interface names them, and as people call them.</summary>
    public static IReadOnlyList<(string Key, Wording Name)> All { get; } =
    [
        ("total", new("Vad alla tyckte", "What people thought")),
        ("activities", new("Varje aktivitet", "Each activity")),
        ("kinds", new("Efter slag av aktivitet", "By kind of activity")),
        ("topics", new("Efter ämne", "By topic")),
        ("membership", new("Medlemmar och andra", "Members and others")),
        ("companySizes", new("Efter företagets storlek", "By size of the company")),
        ("knowledge", new("Vad man lärde sig om varandra", "What each learned about the other")),
        ("officialFigures", new("Vad andra mäter", "What others measure")),
    ];

    public bool Has(string section) => Sections.Contains(section);

    /// <summary>Those of a form that can be public, in the report's order.</summary>
    public static IReadOnlyList<string> ChosenIn(IFormCollection form) =>
        [.. All.Select(section => section.Key).Where(key => form[Named].Contains(key))];

    /// <summary>Null where nothing of the edition was released.</summary>
    public static async Task<PublicPart?> ReadAsync(Festival calls, string slug, CancellationToken cancellationToken) =>
        await IfThere.ReadAsync(() => calls.V1.Editions[slug].Report.Public.GetAsync(cancellationToken: cancellationToken)) is { } report
            ? new PublicPart(report, await ReportGroups.OfAsync(report, cancellationToken), [.. All.Select(section => section.Key).Where(HasIn(report))])
            : null;

    public static Task ChooseAsync(Festival calls, string slug, IReadOnlyList<string> sections, CancellationToken cancellationToken) =>
        calls.V1.Editions[slug].Report.Public.PutAsync(
            new ChoosePublicPartRequest { Sections = [.. Enum.GetValues<ReportSection>().Where(section => sections.Contains(KeyOf(section))).Select(section => (ReportSection?)section)] },
            cancellationToken: cancellationToken);

    private static Func<string, bool> HasIn(PublicReportView report) => key => (report.Sections ?? []).Any(section => section is { } one && KeyOf(one) == key);

    /// <summary>As the interface names it.</summary>
    private static string KeyOf(ReportSection section) => JsonNamingPolicy.CamelCase.ConvertName(section.ToString());
}
