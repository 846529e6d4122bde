using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Which channels are paused, as the store has it: every instance knows at once, also one that has just started.</summary>
public sealed class PausedChannels(IDocumentStore store)
{
    public async Task<bool> IsPausedAsync(string channel, CancellationToken cancellationToken)
    {
        await using var reads = store.QuerySession();
        return await reads.LoadAsync<ChannelPause>(ChannelPause.IdOf(channel), cancellationToken) is { IsPaused: true };
    }
}

/// <summary>What is known of channels from the store.</summary>
public static class ChannelReads
{
    /// <summary>Of each of these channels, in their order, whether it is paused, and how many letters would go by it now.</summary>
    public static async Task<IReadOnlyList<(string Channel, ChannelPause Pause, int Waiting)>> ReadChannelsAsync(
        this IQuerySession reads, IReadOnlyList<string> channels, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pauses = (await reads.LoadManyAsync<ChannelPause>(cancellationToken, channels.Select(ChannelPause.IdOf))).ToDictionary(pause => pause.Id);
        await using var command = new NpgsqlCommand(
            "select channel, count(*)::int from due_deliveries where channel = any($1) and due_at <= $2 group by channel")
        {
            Parameters = { new() { Value = channels.ToArray() }, new() { Value = now.ToUniversalTime() } },
        };
        var waiting = new Dictionary<string, int>();
        await using var reader = await reads.ExecuteReaderAsync(command, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            waiting[reader.GetString(0)] = reader.GetInt32(1);
        }

        return [.. channels.Select(channel => (
            channel, pauses.GetValueOrDefault(ChannelPause.IdOf(channel)) ?? ChannelPause.Initial, waiting.GetValueOrDefault(channel)))];
    }
}
