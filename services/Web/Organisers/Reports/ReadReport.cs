using System.Net;
using System.Text.Json;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>All that the report of an edition tells, with the edition before it.</summary>
/// <param name="Last">Null where there is none, or nothing was asked in it.</param>
/// <param name="LastReport">Null where <paramref name="Last"/> is.</param>
/// <param name="Differences">What may be compared; empty where nothing may.</param>
/// <param name="Participation">Null where nobody has registered for anything.</param>
/// <param name="Comments">What people wrote and an organiser has shown.</param>
/// <param name="Met">How many companies of the register were met; null where there is none.</param>
public sealed record ReportNow(
    EditionView Edition,
    EditionReport Report,
    EditionView? Last,
    EditionReport? LastReport,
    IReadOnlyList<ComparedRow> Differences,
    ParticipationView? Participation,
    IReadOnlyList<CommentView> Comments,
    TopicsNow Topics,
    ReportGroups Groups,
    ReportGroups? LastGroups,
    MetNow? Met);

/// <summary>The figures of an edition by what answers are counted by.</summary>
public sealed record ReportGroups(
    IReadOnlyDictionary<string, Figures> Kinds,
    IReadOnlyDictionary<string, Figures> Topics,
    IReadOnlyDictionary<string, Figures> Membership,
    IReadOnlyDictionary<string, Figures> Sizes,
    IReadOnlyDictionary<string, Learned> Knowledge)
{
    public static Task<ReportGroups> OfAsync(EditionReport report, CancellationToken cancellationToken) =>
        OfAsync(report.Kinds, report.Topics, report.Membership, report.CompanySizes, report.Knowledge, cancellationToken);

    public static Task<ReportGroups> OfAsync(PublicReportView report, CancellationToken cancellationToken) =>
        OfAsync(report.Kinds, report.Topics, report.Membership, report.CompanySizes, report.Knowledge, cancellationToken);

    private static async Task<ReportGroups> OfAsync(
        IAdditionalDataHolder? kinds,
        IAdditionalDataHolder? topics,
        IAdditionalDataHolder? membership,
        IAdditionalDataHolder? sizes,
        IAdditionalDataHolder? knowledge,
        CancellationToken cancellationToken) => new(
        await MapAsync<Figures>(kinds?.AdditionalData, cancellationToken),
        await MapAsync<Figures>(topics?.AdditionalData, cancellationToken),
        await MapAsync<Figures>(membership?.AdditionalData, cancellationToken),
        await MapAsync<Figures>(sizes?.AdditionalData, cancellationToken),
        (await TextsAsync(knowledge?.AdditionalData, cancellationToken)).ToDictionary(
            each => each.Key, each => JsonSerializer.Deserialize<Learned>(each.Value, JsonSerializerOptions.Web)!));

    private static async Task<IReadOnlyDictionary<string, T>> MapAsync<T>(IDictionary<string, object>? map, CancellationToken cancellationToken) where T : IParsable
    {
        var figures = new Dictionary<string, T>();
        foreach (var (key, text) in await TextsAsync(map, cancellationToken))
        {
            if (await KiotaJsonSerializer.DeserializeAsync<T>(text, cancellationToken) is { } read)
            {
                figures[key] = read;
            }
        }

        return figures;
    }

    /// <summary>The client has the values of maps as it found them.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> TextsAsync(IDictionary<string, object>? map, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (key, value) in map ?? new Dictionary<string, object>())
        {
            if (value is UntypedNode node)
            {
                texts[key] = await KiotaJsonSerializer.SerializeAsStringAsync(node, false, cancellationToken);
            }
        }

        return texts;
    }
}

/// <summary>What one side knew of the other's conditions before and after, 1 not at all to 6 very well.</summary>
/// <param name="Rose">Percent of those who answered both that knew more after.</param>
/// <param name="Same">Percent that knew as much.</param>
public sealed record Learned(int? Pairs, bool Suppressed, double? Before, double? After, double? Rose, double? Same);

/// <summary>Which edition stands beside another.</summary>
public static class EditionBefore
{
    /// <summary>The newest one that began before it, of the same municipality, unless another is wanted.</summary>
    /// <param name="against">The slug of the one that is wanted; null for none.</param>
    /// <param name="own">Whose the editions are that do not say it.</param>
    public static EditionView? Of(EditionView edition, IReadOnlyList<EditionView> newestFirst, string? against, string own = "") =>
        newestFirst.FirstOrDefault(each => each.Slug == against && each.Slug != edition.Slug)
        ?? newestFirst.FirstOrDefault(each => (each.Municipality ?? own) == (edition.Municipality ?? own)
            && Texts.Of(each.StartsOn!.Value) < Texts.Of(edition.StartsOn!.Value));
}

internal static class ReadReport
{
    /// <summary>Null where nothing of the edition was released, so that nobody was asked anything.</summary>
    /// <param name="against">The slug of the edition beside it; null for the one before.</param>
    /// <param name="own">Whose the editions are that do not say it.</param>
    public static async Task<ReportNow?> ReportAsync(
        this Festival calls, ChosenEdition chosen, EditionView edition, string? against, string own, CancellationToken cancellationToken)
    {
        var slug = edition.Slug!;
        if (await calls.ReportOfAsync(slug, cancellationToken) is not { } report)
        {
            return null;
        }

        var topics = calls.TopicsAsync(cancellationToken);

        // Who only reads reports may not see all that organisers do: then it is left out.
        var participation = IfThere.ReadAsync(
            () => calls.V1.Editions[edition.Id!.Value.ToString()].Participation.GetAsync(ask => ask.Headers.Add("Accept", "application/json"), cancellationToken),
            HttpStatusCode.Forbidden);
        var comments = IfThere.ReadAsync(
            () => calls.V1.Editions[slug].Comments.GetAsync(
                ask =>
                {
                    ask.QueryParameters.State = "shown";
                    ask.QueryParameters.Limit = 200;
                },
                cancellationToken),
            HttpStatusCode.Forbidden);
        var last = EditionBefore.Of(edition, await chosen.AllAsync(cancellationToken), against, own);
        var lastReport = last is null ? null : await calls.ReportOfAsync(last.Slug!, cancellationToken);
        var compared = lastReport is null ? null : await IfThere.ReadAsync(() => calls.V1.Editions.Compare.GetAsync(
            ask =>
            {
                ask.QueryParameters.Ids = $"{last!.Slug},{slug}";
                ask.Headers.Add("Accept", "application/json");
            },
            cancellationToken));
        return new ReportNow(
            edition,
            report,
            lastReport is null ? null : last,
            lastReport,
            compared?.Rows ?? [],
            await participation,
            (await comments)?.Items ?? [],
            await topics,
            await ReportGroups.OfAsync(report, cancellationToken),
            lastReport is null ? null : await ReportGroups.OfAsync(lastReport, cancellationToken),
            MetNow.Of(report));
    }

    /// <summary>Null where nothing of the edition was released.</summary>
    public static Task<EditionReport?> ReportOfAsync(this Festival calls, string slug, CancellationToken cancellationToken) =>
        IfThere.ReadAsync(() => calls.V1.Editions[slug].Report.GetAsync(ask => ask.Headers.Add("Accept", "application/json"), cancellationToken));
}
