using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Participation;

/// <summary>
/// The editions of a municipality as they are stored now: one query for the versions of their activities, and only what has changed since it was read
/// is read again.
/// </summary>
public sealed class StoredEditions(ActivitySeatsCache cache, NpgsqlDataSource database, IConfiguration configuration)
{
    private readonly string byDefault = OwnMunicipality.DefaultOf(configuration);

    private sealed record Stored(Guid Activity, Guid Edition, DateTimeOffset StartsAt, string? Municipality, long Version);

    /// <returns>The edition last, the earlier ones before it; empty where nothing of it was released.</returns>
    public async Task<IReadOnlyList<EditionSeats>> ReadUntilAsync(EditionId edition, IQuerySession reads, CancellationToken cancellationToken)
    {
        var byEdition = (await ActivitiesAsync(cancellationToken)).ToLookup(each => each.Edition);
        if (!byEdition.Contains(edition.Value))
        {
            return [];
        }

        var (startsAt, municipality) = (BeginOf(byEdition[edition.Value]), MunicipalityOf(byEdition[edition.Value]));
        var wanted = byEdition
            .Where(each => each.Key == edition.Value || (MunicipalityOf(each) == municipality && BeginOf(each) < startsAt))
            .OrderBy(BeginOf).ThenBy(each => each.Key == edition.Value);
        var editions = new List<EditionSeats>();
        foreach (var each in wanted)
        {
            editions.Add(new EditionSeats(new EditionId(each.Key), await ReadAsync(each, reads, cancellationToken)));
        }

        return editions;
    }

    /// <summary>The newest say it, where older ones were told of before editions said it.</summary>
    private string MunicipalityOf(IEnumerable<Stored> activities) => activities.Select(each => each.Municipality).FirstOrDefault(each => each is not null) ?? byDefault;

    private static DateTimeOffset BeginOf(IEnumerable<Stored> activities) => activities.Min(each => each.StartsAt);

    private async Task<IReadOnlyList<ActivitySeats>> ReadAsync(IEnumerable<Stored> activities, IQuerySession reads, CancellationToken cancellationToken)
    {
        var all = new List<ActivitySeats>();
        foreach (var each in activities)
        {
            var (seats, _) = cache.TryGet(each.Activity) is { } known && known.Version >= each.Version
                ? known
                : await cache.ReadAsync(reads, each.Activity, cancellationToken);
            all.Add(seats);
        }

        return all;
    }

    private async Task<List<Stored>> ActivitiesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select entry.id, entry.edition, (entry.data ->> 'startsAt')::timestamptz, entry.data ->> 'municipality', stream.version
            from mt_doc_activity_entries entry join mt_streams stream on stream.id = entry.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var all = new List<Stored>();
        while (await reader.ReadAsync(cancellationToken))
        {
            all.Add(new Stored(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetFieldValue<DateTimeOffset>(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetInt64(4)));
        }

        return all;
    }
}
