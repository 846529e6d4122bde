using Npgsql;

namespace BusinessFocus.Load;

/// <summary>From the 201 to Notification's own commit of the message, on one clock.</summary>
public sealed record Latency(double P50, double P99)
{
    public static async Task<Latency> MeasureAsync(Festival festival, int registrations)
    {
        var activity = (await festival.PlanAsync(1, capacity: 100_000))[0];
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("notification"));
        var times = new List<double>();
        for (var i = 0; i < registrations + 20; i++)
        {
            var id = await festival.RegisterAsync(activity) ?? throw new InvalidOperationException("The registration was refused.");
            var answeredAt = DateTime.UtcNow;
            var consumedAt = await ConsumedAsync(database, Guid.Parse(id));
            if (i >= 20)
            {
                times.Add(Math.Max(0, (consumedAt - answeredAt).TotalMilliseconds));
            }
        }

        times.Sort();
        return new Latency(times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    private static async Task<DateTime> ConsumedAsync(NpgsqlDataSource database, Guid registration)
    {
        while (true)
        {
            await using var command = database.CreateCommand("select mt_last_modified from mt_doc_knownregistration where id = $1");
            command.Parameters.Add(new NpgsqlParameter { Value = registration });
            if (await command.ExecuteScalarAsync() is DateTime at)
            {
                return at.ToUniversalTime();
            }

            await Task.Delay(1);
        }
    }
}
