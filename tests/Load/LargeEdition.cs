using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;

namespace BusinessFocus.Load;

/// <summary>An edition of 2,000 activities with 300 hosts in 40 venues, as no municipality has planned it.</summary>
public sealed class LargeEdition
{
    private const int Hosts = 300;
    private const int Venues = 40;
    private const int SideBySide = 25;
    private static readonly DateOnly FirstDay = new(2027, 10, 4);

    private readonly Festival festival;
    private readonly string path;
    private readonly string slug;
    private readonly IReadOnlyList<string> hosts;
    private readonly IReadOnlyList<string> venues;

    private LargeEdition(Festival festival, string path, string slug, IReadOnlyList<string> hosts, IReadOnlyList<string> venues) =>
        (this.festival, this.path, this.slug, this.hosts, this.venues) = (festival, path, slug, hosts, venues);

    /// <summary>What people read, by what it is called: all of it, and the open houses of one day.</summary>
    public IReadOnlyList<(string What, string Path)> Programmes =>
    [
        ("the whole programme", $"/api/v1/editions/{slug}/programme"),
        ("one kind on one day", $"/api/v1/editions/{slug}/programme?day=2027-10-06&kind=meeting"),
    ];

    /// <summary>Ten weekdays of eight hours with 25 activities each, two hosts at each; 50 hosts are busy in any hour.</summary>
    public static async Task<LargeEdition> PlanAsync(Festival festival)
    {
        var slug = $"large-{Guid.NewGuid():N}"[..20];
        var edition = await festival.PostAsync("/api/v1/editions", new { slug, name = new { sv = slug }, startsOn = "2027-10-04", endsOn = "2027-10-15" });
        var path = $"/api/v1/editions/{edition["id"]}";
        var csv = new StringBuilder("kind,startsAt,endsAt,title.sv,venue,hosts,capacity,topics\n");
        var hour = 0;
        for (var day = FirstDay; day <= FirstDay.AddDays(11); day = day.AddDays(1))
        {
            for (var from = 8; from < 16 && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday); from++, hour++)
            {
                for (var i = 0; i < SideBySide; i++)
                {
                    var host = ((hour * SideBySide) + i) * 2 % Hosts;
                    csv.AppendLine(System.Globalization.CultureInfo.InvariantCulture,
                        $"{(i % 2 == 0 ? "seminar" : "meeting")},{day:O}T{from:00}:00,{day:O}T{from:00}:45,Aktivitet {hour}-{i},Lokal {((hour * SideBySide) + i) % Venues},Värd {host}|Värd {host + 1},40,bygglov");
                }
            }
        }

        using var file = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var imported = await festival.Organiser.PostAsync($"{path}/import", file);
        var answer = (await imported.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        if (answer["planned"]!.GetValue<int>() != 2_000)
        {
            throw new InvalidOperationException($"2,000 activities should have been planned: {answer["refused"]}");
        }

        await festival.PostAsync($"{path}/releases", new { });
        return new LargeEdition(festival, path, slug, await IdsAsync(festival, $"{path}/hosts"), await IdsAsync(festival, $"{path}/venues"));
    }

    /// <summary>The services hear of each activity; what is measured begins when they have.</summary>
    public async Task HeardByAllAsync()
    {
        foreach (var database in (string[])["registration", "notification", "feedback"])
        {
            await using var source = NpgsqlDataSource.Create(festival.ConnectionString(database));
            await using var count = source.CreateCommand("select count(*) from mt_doc_inbox where mt_last_modified > now() - interval '1 second'");
            while ((long)(await count.ExecuteScalarAsync())! > 0)
            {
                await Task.Delay(200);
            }
        }
    }

    public Task<Latency> SuggestAsync(int requests) => TimeAsync(requests, HttpStatusCode.OK, i => new HttpRequestMessage(HttpMethod.Post, $"{path}/suggest-times")
    {
        Content = JsonContent.Create(new
        {
            minutes = 60,
            hostIds = new[] { hosts[i % Hosts], hosts[(i + 7) % Hosts], hosts[(i + 31) % Hosts] },
            venueId = venues[i % Venues],
            near = "2027-10-06T10:00:00+02:00",
        }),
    });

    public Task<Latency> CheckAsync(int requests) => TimeAsync(requests, HttpStatusCode.Conflict, i => new HttpRequestMessage(HttpMethod.Post, $"{path}/activities")
    {
        Content = JsonContent.Create(new
        {
            kind = "seminar",
            title = new { sv = "Krock" },
            startsAt = "2027-10-06T10:15:00+02:00",
            endsAt = "2027-10-06T11:15:00+02:00",
            capacity = 40,
            hostIds = hosts.Take(5),
            venueId = venues[i % Venues],
        }),
    });

    /// <returns>Milliseconds.</returns>
    public async Task<double> ReportAsync()
    {
        (await festival.Organiser.GetAsync($"{path}/clashes")).EnsureSuccessStatusCode();
        var start = Stopwatch.GetTimestamp();
        (await festival.Organiser.GetAsync($"{path}/clashes")).EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private async Task<Latency> TimeAsync(int requests, HttpStatusCode expected, Func<int, HttpRequestMessage> request)
    {
        var times = new List<double>();
        for (var i = -requests; i < requests; i++)
        {
            using var message = request(Math.Abs(i));
            var start = Stopwatch.GetTimestamp();
            using var answer = await festival.Organiser.SendAsync(message);
            if (answer.StatusCode != expected)
            {
                throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }

            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return new Latency(times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(Festival festival, string path)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = (await festival.Organiser.GetFromJsonAsync<JsonNode>($"{path}?limit=100&after={after}"))!;
            ids.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        return ids;
    }
}
