using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Participation;

/// <summary>
/// The editions of a municipality as they are stored now, counted: one query for the versions of their activities, and only what has changed since it
/// was counted is read and counted again.
/// </summary>
public sealed class StoredEditions(
    ActivitySeatsCache cache,
    MemberDirectory members,
    CompanyRegisters registers,
    NpgsqlDataSource database,
    TimeProvider clock,
    IConfiguration configuration) : IDisposable
{
    private readonly string byDefault = OwnMunicipality.DefaultOf(configuration);
    private readonly Dictionary<Guid, EditionTally> tallies = [];

    /// <summary>By which lists and register each edition is grouped.</summary>
    private readonly Dictionary<Guid, string> grouped = [];

    /// <summary>Tallies are changed and read by one at a time.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    private sealed record Stored(Guid Activity, Guid Edition, DateTimeOffset StartsAt, string? Municipality, long Version);

    /// <inheritdoc cref="ReadUntilAsync{T}(EditionId, IQuerySession, Func{CompaniesOfMunicipality, IReadOnlyList{EditionTally}, T}, CancellationToken)"/>
    public Task<T?> ReadUntilAsync<T>(
        EditionId edition, IQuerySession reads, Func<IReadOnlyList<EditionTally>, T> read, CancellationToken cancellationToken) where T : class =>
        ReadUntilAsync(edition, reads, (_, editions) => read(editions), cancellationToken);

    /// <param name="read">Is given the register of the edition's municipality, and the edition last, the earlier ones of its municipality before it.</param>
    /// <returns>Null where nothing of the edition was released.</returns>
    public async Task<T?> ReadUntilAsync<T>(
        EditionId edition, IQuerySession reads, Func<CompaniesOfMunicipality, IReadOnlyList<EditionTally>, T> read, CancellationToken cancellationToken) where T : class
    {
        var byEdition = (await ActivitiesAsync(cancellationToken)).ToLookup(each => each.Edition);
        if (!byEdition.Contains(edition.Value))
        {
            return null;
        }

        var (startsAt, municipality) = (BeginOf(byEdition[edition.Value]), MunicipalityOf(byEdition[edition.Value]));
        return await ReadAsync(
            byEdition.Where(each => each.Key == edition.Value || (MunicipalityOf(each) == municipality && BeginOf(each) < startsAt))
                .OrderBy(BeginOf).ThenBy(each => each.Key == edition.Value),
            municipality,
            reads,
            read,
            cancellationToken);
    }

    /// <param name="read">Is given all editions of the municipality of which something was released, in their order.</param>
    public async Task<T> ReadAllOfAsync<T>(
        string municipality, IQuerySession reads, Func<IReadOnlyList<EditionTally>, T> read, CancellationToken cancellationToken) where T : class
    {
        var byEdition = (await ActivitiesAsync(cancellationToken)).ToLookup(each => each.Edition);
        return await ReadAsync(byEdition.Where(each => MunicipalityOf(each) == municipality).OrderBy(BeginOf), municipality, reads, (_, editions) => read(editions), cancellationToken);
    }

    /// <summary>The editions of which something was released, and what is another as soon as something of them, a register or a visited company is.</summary>
    public async Task<(IReadOnlyList<EditionId> Editions, StoredVersion Version)> VersionAsync(CancellationToken cancellationToken)
    {
        var (pushes, visited, visitedAt) = await CompaniesAsync(cancellationToken);
        var all = await ActivitiesAsync(cancellationToken);
        return (
            [.. all.Select(each => each.Edition).Distinct().Select(edition => new EditionId(edition))],
            new StoredVersion(all.Sum(each => each.Version), pushes, visited, visitedAt));
    }

    public void Dispose() => gate.Dispose();

    /// <summary>The newest say it, where older ones were told of before editions said it.</summary>
    private string MunicipalityOf(IEnumerable<Stored> activities) => activities.Select(each => each.Municipality).FirstOrDefault(each => each is not null) ?? byDefault;

    private static DateTimeOffset BeginOf(IEnumerable<Stored> activities) => activities.Min(each => each.StartsAt);

    private async Task<T> ReadAsync<T>(
        IEnumerable<IGrouping<Guid, Stored>> wanted,
        string municipality,
        IQuerySession reads,
        Func<CompaniesOfMunicipality, IReadOnlyList<EditionTally>, T> read,
        CancellationToken cancellationToken)
    {
        var register = await registers.OfAsync(municipality, reads, cancellationToken);
        var by = new ParticipationGroups(members.SizeOf, members.AssociationsOf, company => register.Find(company)?.Area);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            var groupedBy = $"{members.Version} {register.Version}";
            var editions = new List<EditionTally>();
            foreach (var edition in wanted)
            {
                if (tallies.TryGetValue(edition.Key, out var before) && grouped.GetValueOrDefault(edition.Key) != groupedBy)
                {
                    before.Regroup(by, now);
                }

                grouped[edition.Key] = groupedBy;
                editions.Add(await CountAsync(edition, by, now, reads, cancellationToken));
            }

            return read(register, editions);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<EditionTally> CountAsync(
        IGrouping<Guid, Stored> activities, ParticipationGroups by, DateTimeOffset now, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (!tallies.TryGetValue(activities.Key, out var tally))
        {
            tallies[activities.Key] = tally = new EditionTally(new EditionId(activities.Key));
        }

        tally.GoOnTo(now, by);
        foreach (var each in activities.Where(each => tally.VersionOf(each.Activity) < each.Version))
        {
            var (seats, version) = cache.TryGet(each.Activity) is { } known && known.Version >= each.Version
                ? known
                : await cache.ReadAsync(reads, each.Activity, cancellationToken);
            tally.Put(ActivityParticipation.Of(seats), version, by, now);
        }

        return tally;
    }

    private async Task<(long Pushes, long Visited, DateTimeOffset VisitedAt)> CompaniesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select (select coalesce(sum((data ->> 'pushes')::bigint), 0)::bigint from mt_doc_company_registers), count(*), coalesce(max(mt_last_modified), 'epoch')
            from mt_doc_visited_companies
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2));
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

/// <summary>What all editions were counted from.</summary>
/// <param name="Activities">Rises with each.</param>
/// <param name="Pushes">How often a register was taken in.</param>
/// <param name="VisitedAt">When the last one was said.</param>
public readonly record struct StoredVersion(long Activities, long Pushes, long Visited, DateTimeOffset VisitedAt);
