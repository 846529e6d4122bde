using System.Net;
using System.Text.Json;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>What everybody may read of an edition's report.</summary>
/// <param name="Report">With the parts that are public; the others are left out of it.</param>
/// <param name="Sections">Their keys, in the report's order; none where nothing is public.</param>
public sealed record PublicPart(EditionReport Report, ReportGroups Groups, IReadOnlyList<string> Sections)
{
    private const string Named = "sections";

    /// <summary>The parts that can be public, as the interface names them, and as people call them.</summary>
    public static IReadOnlyList<(string Key, Wording Name)> All { get; } =
    [
        ("total", new("Vad alla tyckte", "What everybody thought")),
        ("activities", new("Varje aktivitet", "Each activity")),
        ("kinds", new("Efter slag av aktivitet", "By kind of activity")),
        ("topics", new("Efter ämne", "By topic")),
        ("membership", new("Medlemmar och andra", "Members and others")),
        ("companySizes", new("Efter företagets storlek", "By size of the company")),
        ("knowledge", new("Vad man lärde sig om varandra", "What each learned of the other")),
        ("officialFigures", new("Vad andra mäter", "What others measure")),
    ];

    public bool Has(string section) => Sections.Contains(section);

    /// <summary>Those of a form that can be public, in the report's order.</summary>
    public static IReadOnlyList<string> ChosenIn(IFormCollection form) =>
        [.. All.Select(section => section.Key).Where(key => form[Named].Contains(key))];

    /// <summary>Null where nothing of the edition was released.</summary>
    public static async Task<PublicPart?> ReadAsync(Festival calls, IConfiguration configuration, string slug, CancellationToken cancellationToken)
    {
        try
        {
            // The answer is a report of which parts are left out.
            var address = new Uri(new Uri(configuration["Gateway"]!), $"/api/v1/editions/{Uri.EscapeDataString(slug)}/report/public");
            var report = await calls.V1.Editions[slug].Report.WithUrl(address.ToString()).GetAsync(ask => ask.Headers.Add("Accept", "application/json"), cancellationToken);
            return report is null ? null : new PublicPart(report, await ReportGroups.OfAsync(report, cancellationToken), SectionsOf(report));
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public static async Task ChooseAsync(Festival calls, string slug, IReadOnlyList<string> sections, CancellationToken cancellationToken)
    {
        var call = new RequestInformation(Method.PUT, "{+baseurl}/api/v1/editions/{id}/report/public", new Dictionary<string, object> { ["id"] = slug });
        call.Headers.Add("Accept", "application/json");
        using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, IReadOnlyList<string>> { [Named] = sections }));
        await calls.SendFileAsync(call, body, "application/json", EditionReport.CreateFromDiscriminatorValue, cancellationToken);
    }

    private static List<string> SectionsOf(EditionReport report) =>
        report.AdditionalData.TryGetValue(Named, out var sections) && sections is UntypedArray array
            ? [.. array.GetValue().OfType<UntypedString>().Select(section => section.GetValue() ?? "")]
            : [];
}
