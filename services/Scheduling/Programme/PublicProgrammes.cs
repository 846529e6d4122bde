using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using Marten;

namespace BusinessFocus.Scheduling.Programme;

/// <summary>
/// A cache of the public programmes: they are read far more often than they change. Whether one has changed is
/// asked of the store a few times a second at most; what changed in this very process shows at once (<see cref="ProgrammeCache"/>).
/// </summary>
public sealed class PublicProgrammes(ISessionFactory sessions, ProgrammeCache kept, TimeProvider clock)
{
    /// <summary>How long another instance of the service may show the version before.</summary>
    private static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <param name="idOrSlug">Of the edition.</param>
    /// <returns>Null where there is no such edition, or only a draft of it.</returns>
    public async ValueTask<PublicProgramme?> FindAsync(string idOrSlug, CancellationToken cancellationToken)
    {
        var known = kept.Find(idOrSlug);
        if (known is not null && clock.GetElapsedTime(known.AskedAt) < AskedAgainAfter)
        {
            return known.Programme;
        }

        var askedAt = clock.GetTimestamp();
        await using var reads = sessions.QuerySession();
        if (await reads.FindEditionAsync(idOrSlug, cancellationToken) is not { Status: not EditionStatus.Draft } edition)
        {
            return null;
        }

        var programme = known is not null && known.Programme.Tag == await TagAsync(reads, edition, cancellationToken)
            ? known.Programme
            : await LoadAsync(reads, edition, cancellationToken);
        kept.Keep(idOrSlug, programme, askedAt);
        return programme;
    }

    /// <summary>
    /// Names this very state of the programme. Public versions of activities only rise and are never taken back, so
    /// their sum changes with each of them.
    /// </summary>
    private static async Task<string> TagAsync(IQuerySession reads, Edition edition, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Id);
        var changes = await reads.Query<Activity>()
            .Where(activity => activity.EditionId == id && activity.PublicVersion > 0)
            .SumAsync(activity => activity.PublicVersion, cancellationToken);
        return Tag(edition, changes);
    }

    private static string Tag(Edition edition, long changes) =>
        string.Create(CultureInfo.InvariantCulture, $"{edition.StreamVersion}-{changes}");

    private static async Task<PublicProgramme> LoadAsync(
        IQuerySession reads, Edition edition, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Id);
        var activities = await reads.Query<Activity>()
            .Where(activity => activity.EditionId == id && activity.PublicVersion > 0)
            .ToListAsync(cancellationToken);
        return new PublicProgramme(
            EditionView.Of(edition),
            Tag(edition, activities.Sum(activity => activity.PublicVersion)),
            activities
                .Where(activity => activity.Public!.Visibility == Visibility.Public)
                .OrderBy(activity => activity.Public!.StartsAt)
                .ThenBy(activity => activity.Id)
                .Select(activity => new PublicEntry(activity.Public!, activity.PublicSince!.Value))
                .ToList());
    }
}
