using BusinessFocus.Contracts;
using Npgsql;

namespace BusinessFocus.Registration.Participation;

/// <summary>
/// The seats of editions by day, counted from the columns of the stored events and kept in memory: a registration writes nothing for it, and a read
/// costs what has happened since the last one.
/// </summary>
public sealed class StoredDays(StoredActivities activities, NpgsqlDataSource database) : IDisposable
{
    private readonly Dictionary<EditionId, SeatsByDay> counted = [];

    /// <summary>Changed and read by one at a time.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <returns>The edition beside the last one of its municipality; null where nothing of the edition was released.</returns>
    public async Task<RegistrationsByDayView?> ReadAsync(EditionId edition, CancellationToken cancellationToken)
    {
        var until = await activities.UntilAsync(edition, cancellationToken);
        if (until.Count == 0)
        {
            return null;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return new RegistrationsByDayView(
                await CountAsync(until[^1], cancellationToken),
                until.Count > 1 ? await CountAsync(until[^2], cancellationToken) : null);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<EditionByDay> CountAsync(StoredEdition edition, CancellationToken cancellationToken)
    {
        if (!counted.TryGetValue(edition.Id, out var days))
        {
            counted[edition.Id] = days = new SeatsByDay();
        }

        var changed = edition.Activities.Where(each => days.VersionOf(each.Id) < each.Version).Select(each => each.Id).ToArray();
        if (changed.Length > 0)
        {
            await using var command = database.CreateCommand(
                """
                select event.stream_id, event.version, event.timestamp, (event.data -> 'tally' ->> 'confirmed')::int
                from unnest($1, $2) as known (id, version) join mt_events event on event.stream_id = known.id and event.version > known.version
                order by event.stream_id, event.version
                """);
            command.Parameters.Add(new NpgsqlParameter { Value = changed });
            command.Parameters.Add(new NpgsqlParameter { Value = Array.ConvertAll(changed, days.VersionOf) });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                days.Put(reader.GetGuid(0), reader.GetInt64(1), reader.GetInt32(3), reader.GetFieldValue<DateTimeOffset>(2));
            }
        }

        return days.Of(edition.Id, edition.BeginsAt);
    }
}
