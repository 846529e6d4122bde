using BusinessFocus.Hosting.Relay;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>Reads the relay's progress from the store, whichever instance leads.</summary>
public sealed class RelayProgress(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan StalledAfter = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private long reached;
    private long movedAt = clock.GetTimestamp();

    /// <summary>This instance has relayed up to <paramref name="sequence"/>.</summary>
    public void Reached(long sequence)
    {
        lock (gate)
        {
            if (sequence != reached)
            {
                reached = sequence;
                movedAt = clock.GetTimestamp();
            }
        }
    }

    public async Task<RelayLag> LagAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select
                (select coalesce(max(seq_id), 0) from mt_events),
                (select coalesce(max(last_seq_id), 0) from mt_event_progression where name like 'relay:%')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new RelayLag(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Whether events wait and the relay has not moved for half a minute.</summary>
    public bool IsStalled(RelayLag lag)
    {
        Reached(lag.RelayedSequence);
        lock (gate)
        {
            if (lag.Events == 0)
            {
                movedAt = clock.GetTimestamp();
            }

            return clock.GetElapsedTime(movedAt) > StalledAfter;
        }
    }
}
