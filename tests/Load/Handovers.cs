using System.Diagnostics;
using Npgsql;

namespace BusinessFocus.Load;

/// <summary>From Registration's own event to the record that its letter is handed over, and to the one that the server took it: the database's clock.</summary>
public sealed record Handovers(int Count, Latency HandedOver, Latency Accepted)
{
    private const string OfNotices =
        """
        select notice.data ->> 'registrationId', min(event.timestamp)
        from mt_events event join mt_doc_notice notice on notice.id = event.stream_id
        where event.type = $1 and event.seq_id > $2 and notice.data ->> 'registrationId' is not null
        group by 1
        """;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public static async Task<Handovers> MeasureAsync(Festival festival, int perSecond, TimeSpan duration)
    {
        await using var registrations = NpgsqlDataSource.Create(festival.ConnectionString("registration"));
        await using var notifications = NpgsqlDataSource.Create(festival.ConnectionString("notification"));
        var (from, since) = (await LastAsync(registrations), await LastAsync(notifications));
        await using (await SteadyStream.StartAsync(festival, perSecond))
        {
            await Task.Delay(duration);
        }

        var decided = await ReadAsync(
            registrations, "select data -> 'booking' ->> 'id', timestamp from mt_events where type = $1 and seq_id > $2", "seats_confirmed", from);
        var limit = Stopwatch.StartNew();
        Dictionary<string, DateTime> accepted;
        do
        {
            await Task.Delay(500);
            accepted = await ReadAsync(notifications, OfNotices, "accepted", since);
        }
        while (accepted.Count < decided.Count && limit.Elapsed < LongestWait);
        return new Handovers(
            accepted.Count, Between(decided, await ReadAsync(notifications, OfNotices, "handed_over", since)), Between(decided, accepted));
    }

    private static Latency Between(Dictionary<string, DateTime> before, Dictionary<string, DateTime> after)
    {
        var times = after.Where(each => before.ContainsKey(each.Key)).Select(each => (each.Value - before[each.Key]).TotalMilliseconds).Order().ToList();
        return new Latency(times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    private static async Task<long> LastAsync(NpgsqlDataSource database)
    {
        await using var last = database.CreateCommand("select coalesce(max(seq_id), 0) from mt_events");
        return (long)(await last.ExecuteScalarAsync())!;
    }

    /// <returns>By the registration.</returns>
    private static async Task<Dictionary<string, DateTime>> ReadAsync(NpgsqlDataSource database, string sql, string type, long after)
    {
        await using var events = database.CreateCommand(sql);
        events.Parameters.Add(new NpgsqlParameter { Value = type });
        events.Parameters.Add(new NpgsqlParameter { Value = after });
        await using var reader = await events.ExecuteReaderAsync();
        var found = new Dictionary<string, DateTime>();
        while (await reader.ReadAsync())
        {
            found[reader.GetString(0)] = reader.GetDateTime(1);
        }

        return found;
    }
}
