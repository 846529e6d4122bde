using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using Npgsql;

namespace BusinessFocus.Registration.Participation;

/// <summary>An edition of which something was released.</summary>
/// <param name="BeginsAt">UTC: when the first of its activities begins.</param>
public sealed record StoredEdition(EditionId Id, string Municipality, DateTimeOffset BeginsAt, IReadOnlyList<StoredActivity> Activities);

/// <param name="Version">How far its stream has come.</param>
public readonly record struct StoredActivity(Guid Id, long Version);

/// <summary>Which editions there are and how far each of their activities has come, as it is stored now: one query.</summary>
public sealed class StoredActivities(NpgsqlDataSource database, IConfiguration configuration)
{
    private readonly string byDefault = OwnMunicipality.DefaultOf(configuration);

    private sealed record Row(Guid Id, Guid Edition, DateTimeOffset StartsAt, string? Municipality, long Version);

    /// <returns>The edition last, the earlier ones of its municipality before it; empty where nothing of it was released.</returns>
    public async Task<IReadOnlyList<StoredEdition>> UntilAsync(EditionId edition, CancellationToken cancellationToken)
    {
        var all = await EditionsAsync(cancellationToken);
        return all.FirstOrDefault(each => each.Id == edition) is { } last
            ? [.. all.Where(each => each.Municipality == last.Municipality && each.BeginsAt < last.BeginsAt), last]
            : [];
    }

    /// <returns>In the order in which they begin.</returns>
    public async Task<IReadOnlyList<StoredEdition>> EditionsAsync(CancellationToken cancellationToken) =>
    [
        .. (await RowsAsync(cancellationToken)).GroupBy(row => row.Edition)
            .Select(rows => new StoredEdition(
                new EditionId(rows.Key),
                // The newest say it, where older ones were told of before editions said it.
                rows.Select(row => row.Municipality).FirstOrDefault(each => each is not null) ?? byDefault,
                rows.Min(row => row.StartsAt),
                [.. rows.Select(row => new StoredActivity(row.Id, row.Version))]))
            .OrderBy(edition => edition.BeginsAt),
    ];

    private async Task<List<Row>> RowsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select entry.id, entry.edition, (entry.data ->> 'startsAt')::timestamptz, entry.data ->> 'municipality', stream.version
            from mt_doc_activity_entries entry join mt_streams stream on stream.id = entry.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var all = new List<Row>();
        while (await reader.ReadAsync(cancellationToken))
        {
            all.Add(new Row(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetFieldValue<DateTimeOffset>(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetInt64(4)));
        }

        return all;
    }
}
