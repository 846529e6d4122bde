using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>How long an edition of 50,000 check-ins takes to read. Prints, and holds nothing of the time: <c>-explicit only</c> runs it.</summary>
public sealed class MeasuringParticipation(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Activities = 250;
    private const int Each = 200;
    private const int Reads = 100;

    private readonly EditionId edition = EditionId.New();
    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact(Explicit = true)]
    public async Task An_edition_of_50_000_check_ins_is_read()
    {
        var activities = Enumerable.Range(0, Activities).Select(_ => ActivityId.New()).ToList();
        foreach (var activity in activities)
        {
            await service.Bus.PublishAsync(new ActivityReleased(
                Given.Soon(Given.Released(activity, capacity: 10_000)) with { EditionId = edition, Municipality = "lerum", Topics = ["skatt", "miljo"] }));
        }

        foreach (var activity in activities)
        {
            await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        }

        await CheckInAsync(activities[0], await RegisterAsync(activities[0]));
        await SeedAsync(activities[0].Value, [.. activities.Skip(1).Select(activity => activity.Value)]);

        var (first, came) = await ReadAsync();
        came.ShouldBe(((Activities - 1) * Each) + 1);
        var quiet = await TimeAsync(() => Task.CompletedTask, ReadAsync);
        var busy = await TimeAsync(async () => await CheckInAsync(activities[0], await RegisterAsync(activities[0])), ReadAsync);
        output.WriteLine($"participation, {came:N0} check-ins: first {first:0} ms; nothing changed {quiet}; after a check-in each {busy}");
        (await ReadAsync()).Came.ShouldBe(came + Reads);

        var (firstByDay, seats) = await ReadByDayAsync();
        seats.ShouldBe(came + Reads);
        var quietByDay = await TimeAsync(() => Task.CompletedTask, ReadByDayAsync);
        var busyByDay = await TimeAsync(() => RegisterAsync(activities[0]), ReadByDayAsync);
        output.WriteLine($"registrations by day, {seats:N0} seats: first {firstByDay:0} ms; nothing changed {quietByDay}; after a registration each {busyByDay}");
    }

    private static async Task<string> TimeAsync(Func<Task> before, Func<Task<(double Milliseconds, int Number)>> read)
    {
        var times = new List<double>();
        for (var i = 0; i < Reads; i++)
        {
            await before();
            times.Add((await read()).Milliseconds);
        }

        times.Sort();
        return $"p50 {times[Reads / 2]:0.0} ms p99 {times[Reads * 99 / 100]:0.0} ms";
    }

    private async Task<(double Milliseconds, int Came)> ReadAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var view = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/participation"))!;
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, view["rows"]![0]!["figures"]!["came"]!.GetValue<int>());
    }

    private async Task<(double Milliseconds, int Seats)> ReadByDayAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var view = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{edition}/registrations-by-day"))!;
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, view["edition"]!["days"]!.AsArray().Sum(day => (int)day!["confirmed"]!));
    }

    private async Task<string> RegisterAsync(ActivityId activity)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name = "Anna", email = $"a{Guid.NewGuid():N}@example.se" }, company = new { name = "Ett" }, consent = true });
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["ticket"]!;
    }

    private async Task CheckInAsync(ActivityId activity, string ticket) =>
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket, activityId = activity.Value })).EnsureSuccessStatusCode();

    /// <summary>What the service itself would have stored: registrations of 5,000 companies, and their check-ins.</summary>
    private async Task SeedAsync(Guid like, Guid[] activities)
    {
        await using var database = NpgsqlDataSource.Create(service.ConnectionString);
        foreach (var sql in (string[])[
            $"""
            create table seeded as select stream.id as stream, stream.version as last, n, gen_random_uuid() as registration
            from mt_streams stream cross join generate_series(1, {Each}) as n where stream.id = any($1)
            """,
            Insert("seats_confirmed", "2 * n - 1", "jsonb_set(jsonb_set(jsonb_set(one.data, '{booking,id}', to_jsonb(registration)), '{booking,person,id}', to_jsonb(registration)), '{booking,company,key}', to_jsonb('n' || (random() * 5000)::int))"),
            Insert("checked_in", "2 * n", "jsonb_set(one.data, '{id}', to_jsonb(registration))"),
            $"update mt_streams set version = version + {2 * Each} where id = any($1)",
            "analyze mt_events"])
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 200;
            if (sql.Contains("$1", StringComparison.Ordinal))
            {
                command.Parameters.Add(new NpgsqlParameter { Value = activities });
            }

            await command.ExecuteNonQueryAsync();
        }

        string Insert(string type, string version, string data) =>
            $"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type, timestamp, tenant_id)
            select nextval('mt_events_sequence'), gen_random_uuid(), stream, last + {version}, jsonb_set({data}, array['tally', 'confirmed'], to_jsonb(n)), one.type, one.mt_dotnet_type, now(), one.tenant_id
            from seeded cross join (select * from mt_events where stream_id = '{like}' and type = '{type}' limit 1) as one
            """;
    }
}
