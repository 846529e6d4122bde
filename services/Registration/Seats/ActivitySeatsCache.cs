using System.Collections.Concurrent;
using BusinessFocus.Contracts;
using JasperFx;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Seats;

/// <summary>The states of the activities that were asked for lately, with their streams' versions.</summary>
public sealed class ActivitySeatsCache(NpgsqlDataSource database)
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<Guid, (ActivitySeats Seats, long Version)> states = [];

    public (ActivitySeats Seats, long Version)? TryGet(Guid id) => states.TryGetValue(id, out var known) ? known : null;

    public void Keep(Guid id, ActivitySeats seats, long version)
    {
        if (states.Count >= Most && !states.ContainsKey(id))
        {
            // Any can be evicted: it is read again when it is needed.
            states.TryRemove(states.Keys.First(), out _);
        }

        if (version == 0)
        {
            // It does not exist yet, and nothing would invalidate the entry when it does.
            return;
        }

        states.AddOrUpdate(id, (seats, version), (_, known) => known.Version > version ? known : (seats, version));
    }

    public void Forget(Guid id) => states.TryRemove(id, out _);

    /// <summary>Checks that streams are still at these versions, in one query.</summary>
    /// <exception cref="StaleStateException">One of them has gone on.</exception>
    public async Task ProveAsync(IReadOnlyDictionary<Guid, long> versions, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select id, version from mt_streams where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = versions.Keys.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (versions[reader.GetGuid(0)] != reader.GetInt64(1))
            {
                throw new StaleStateException();
            }
        }
    }

    /// <summary>The versions at which an edition's activities are stored now, in one query.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> VersionsInAsync(EditionId edition, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select stream.id, stream.version from mt_doc_activity_entries entry join mt_streams stream on stream.id = entry.id where entry.edition = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = edition.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            versions.Add(reader.GetGuid(0), reader.GetInt64(1));
        }

        return versions;
    }

    /// <summary>The state as it is stored now: what is cached and the events that came after it.</summary>
    public async Task<(ActivitySeats Seats, long Version)> ReadAsync(IQuerySession session, Guid id, CancellationToken cancellationToken)
    {
        var (seats, version) = TryGet(id) ?? (ActivitySeats.Initial with { Id = id }, 0);
        var newer = await session.Events.FetchStreamAsync(id, fromVersion: version + 1, token: cancellationToken);
        foreach (var @event in newer)
        {
            seats = seats.Evolve(@event.Data);
            version = @event.Version;
        }

        if (newer.Count > 0)
        {
            Keep(id, seats, version);
        }

        return (seats, version);
    }
}

/// <summary>What was decided on is no longer what is stored: decide again.</summary>
public sealed class StaleStateException() : ConcurrencyException("The cached state is older than the store's.", null);
