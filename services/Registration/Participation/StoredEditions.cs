using BusinessFocus.Contracts;
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
    StoredActivities activities,
    ActivitySeatsCache cache,
    MemberDirectory members,
    CompanyRegisters registers,
    NpgsqlDataSource database,
    TimeProvider clock) : IDisposable
{
    private readonly Dictionary<EditionId, EditionTally> tallies = [];

    /// <summary>By which lists and register each edition is grouped.</summary>
    private readonly Dictionary<EditionId, string> grouped = [];

    /// <summary>Tallies are changed and read by one at a time.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <inheritdoc cref="ReadUntilAsync{T}(EditionId, IQuerySession, Func{CompaniesOfMunicipality, IReadOnlyList{EditionTally}, T}, CancellationToken)"/>
    public Task<T?> ReadUntilAsync<T>(
        EditionId edition, IQuerySession reads, Func<IReadOnlyList<EditionTally>, T> read, CancellationToken cancellationToken) where T : class =>
        ReadUntilAsync(edition, reads, (_, editions) => read(editions), cancellationToken);

    /// <param name="read">Is given the register of the edition's municipality, and the edition last, the earlier ones of its municipality before it.</param>
    /// <returns>Null where nothing of the edition was released.</returns>
    public async Task<T?> ReadUntilAsync<T>(
        EditionId edition, IQuerySession reads, Func<CompaniesOfMunicipality, IReadOnlyList<EditionTally>, T> read, CancellationToken cancellationToken) where T : class =>
        await activities.UntilAsync(edition, cancellationToken) is [.., { Municipality: var municipality }] wanted
            ? await ReadAsync(wanted, municipality, reads, read, cancellationToken)
            : null;

    /// <param name="read">Is given all editions of the municipality of which something was released, in their order.</param>
    public async Task<T> ReadAllOfAsync<T>(
        string municipality, IQuerySession reads, Func<IReadOnlyList<EditionTally>, T> read, CancellationToken cancellationToken) where T : class
    {
        var wanted = (await activities.EditionsAsync(cancellationToken)).Where(each => each.Municipality == municipality);
        return await ReadAsync([.. wanted], municipality, reads, (_, editions) => read(editions), cancellationToken);
    }

    /// <summary>The editions of which something was released, and what is another as soon as something of them, a register or a visited company is.</summary>
    public async Task<(IReadOnlyList<EditionId> Editions, StoredVersion Version)> VersionAsync(CancellationToken cancellationToken)
    {
        var (pushes, visited, visitedAt) = await CompaniesAsync(cancellationToken);
        var all = await activities.EditionsAsync(cancellationToken);
        return (
            [.. all.Select(each => each.Id)],
            new StoredVersion(all.Sum(each => each.Activities.Sum(activity => activity.Version)), pushes, visited, visitedAt));
    }

    public void Dispose() => gate.Dispose();

    private async Task<T> ReadAsync<T>(
        IReadOnlyList<StoredEdition> wanted,
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
                if (tallies.TryGetValue(edition.Id, out var before) && grouped.GetValueOrDefault(edition.Id) != groupedBy)
                {
                    before.Regroup(by, now);
                }

                grouped[edition.Id] = groupedBy;
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
        StoredEdition edition, ParticipationGroups by, DateTimeOffset now, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (!tallies.TryGetValue(edition.Id, out var tally))
        {
            tallies[edition.Id] = tally = new EditionTally(edition.Id);
        }

        tally.GoOnTo(now, by);
        foreach (var each in edition.Activities.Where(each => tally.VersionOf(each.Id) < each.Version))
        {
            var (seats, version) = cache.TryGet(each.Id) is { } known && known.Version >= each.Version
                ? known
                : await cache.ReadAsync(reads, each.Id, cancellationToken);
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
}

/// <summary>What all editions were counted from.</summary>
/// <param name="Activities">Rises with each.</param>
/// <param name="Pushes">How often a register was taken in.</param>
/// <param name="VisitedAt">When the last one was said.</param>
public readonly record struct StoredVersion(long Activities, long Pushes, long Visited, DateTimeOffset VisitedAt);
