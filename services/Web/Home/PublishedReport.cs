using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Home;

/// <summary>Of which edition the first page leads to what everybody may read of the report.</summary>
public sealed class PublishedReport(Festival festival, IMemoryCache kept, IConfiguration configuration)
{
    private const string Known = nameof(PublishedReport);

    /// <summary>What the first page says may be as old as this: it is everybody's first, and a report is reckoned from all answers.</summary>
    private static readonly TimeSpan AsOldAs = TimeSpan.FromMinutes(1);

    /// <summary>Null where nothing is public, or it could not be read, which is no reason to show no page.</summary>
    public async Task<EditionView?> OfAsync(EditionView current, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!kept.TryGetValue<EditionView>((Known, current.Id), out var edition))
        {
            edition = await ReadAsync(current, now, cancellationToken);
            kept.Set((Known, current.Id), edition, AsOldAs);
        }

        return edition;
    }

    /// <summary>The one that ended last, of the same municipality; the current one itself once it is over.</summary>
    /// <param name="own">Whose the editions are that do not say it.</param>
    public static EditionView? LastOf(EditionView current, IEnumerable<EditionView> all, DateOnly today, string own = "") => all
        .Where(edition => (edition.Municipality ?? own) == (current.Municipality ?? own) && edition.ReleaseVersion > 0 && Texts.Of(edition.EndsOn!.Value) < today)
        .MaxBy(edition => Texts.Of(edition.EndsOn!.Value));

    private async Task<EditionView?> ReadAsync(EditionView current, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var all = (await festival.V1.Editions.GetAsync(cancellationToken: cancellationToken))?.Items ?? [];
            if (LastOf(current, all, Stockholm.DayOf(now), OwnMunicipality.DefaultOf(configuration)) is not { Slug: { } slug } last)
            {
                return null;
            }

            var report = await festival.V1.Editions[slug].Report.Public.GetAsync(cancellationToken: cancellationToken);
            return report?.Sections is { Count: > 0 } ? last : null;
        }
        catch (Exception fault) when (fault is ProblemException or ApiException or HttpRequestException)
        {
            return null;
        }
    }
}
