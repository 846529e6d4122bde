using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using BusinessFocus.Testing.Answers;
using Npgsql;

namespace BusinessFocus.Faults;

/// <summary>Everything, started by <c>./run</c> with a mail server that is a process of its own, so that all of it can be killed.</summary>
public sealed class Festival : IAsyncDisposable
{
    private readonly string data;
    private readonly Process run;
    private readonly Dictionary<string, HttpClient> signedIn = [];

    private Festival(string data, Process run, MailServerProcess mail, HttpClient anyone)
    {
        this.data = data;
        this.run = run;
        Mail = mail;
        Anyone = anyone;
    }

    public string Data => data;

    public MailServerProcess Mail { get; }

    public HttpClient Anyone { get; }

    public static async Task<Festival> StartAsync(string data, IReadOnlyList<string> instances, Action<string> log)
    {
        Directory.CreateDirectory(data);
        var mail = new MailServerProcess(Repository.Root, Path.Combine(data, "mails"), FreePort.Next());
        var port = FreePort.Next();
        var run = Process.Start(new ProcessStartInfo(
            Path.Combine(Repository.Root, "run"),
            ["--no-demo", "--data", data, "--port", $"{port}", .. instances.SelectMany(each => new[] { "--instances", each })])
        {
            Environment =
            {
                ["SMTP_HOST"] = "127.0.0.1",
                ["SMTP_PORT"] = $"{mail.Port}",
                // Whatever a killed process had in hand comes due again within this run's patience.
                ["Delivery__Lease"] = "00:00:25",
                ["Delivery__Timeout"] = "00:00:10",
                ["Delivery__FirstPause"] = "00:00:01",
                ["Delivery__LongestPause"] = "00:00:05",
                ["IdempotencyKeys__LongestRequest"] = "00:00:15",
                // Everybody comes from this machine.
                ["RateLimits__PublicWritesPerSecond"] = "1000000",
                ["RateLimits__LinksPerSecond"] = "1000000",
                // And asks again until there is an answer.
                ["Quotas__LettersPerRecipient"] = "1000000",
                ["Quotas__LettersPerAddress"] = "1000000",
                ["Quotas__LettersPerNetwork"] = "1000000",
                ["Abuse__PeoplePerNetwork"] = "1000000",
                ["Abuse__PeoplePerBrowser"] = "1000000",
                ["Abuse__SeatsPerNetwork"] = "1000000",
                ["Abuse__RushPerMinute"] = "1000000",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var festival = new Festival(data, run, mail, NewClient(port));
        await festival.ReadyAsync(log);
        return festival;
    }

    /// <summary>Somebody at each of the gateways.</summary>
    public IReadOnlyList<HttpClient> AtEachGateway() =>
        [.. Description()["services"]!["gateway"]!["urls"]!.AsArray().Select(url => NewClient(new Uri(url!.GetValue<string>()).Port))];

    /// <summary>What run.json says now: it is written again with each restart.</summary>
    public JsonNode Description() => JsonNode.Parse(File.ReadAllText(Path.Combine(data, "run.json")))!;

    public async Task<HttpClient> SignInAsync(string client)
    {
        if (!signedIn.TryGetValue(client, out var http))
        {
            var secret = Description()["clients"]![client]!["secret"]!.GetValue<string>();
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client,
                ["client_secret"] = secret,
            });
            using var answer = await Anyone.PostAsync("/connect/token", form);
            var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
            signedIn[client] = http = NewClient(Anyone.BaseAddress!.Port);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return http;
    }

    /// <summary>So many released activities, which Registration knows.</summary>
    /// <param name="capacity">Of each, by its number.</param>
    public async Task<IReadOnlyList<Guid>> PlanAsync(int activities, Func<int, int> capacity)
    {
        var organiser = await SignInAsync("organiser");
        var edition = await AskAsync("/api/v1/editions", new { slug = "faults-2027", name = new { sv = "Fel 2027" }, startsOn = "2027-10-04", endsOn = "2027-10-15" });
        var ids = new List<Guid>();
        for (var i = 0; i < activities; i++)
        {
            var activity = await AskAsync($"/api/v1/editions/{edition["id"]}/activities", new
            {
                kind = "seminar",
                title = new { sv = $"Aktivitet {i}" },
                startsAt = "2027-10-05T16:00:00+02:00",
                endsAt = "2027-10-05T17:00:00+02:00",
                capacity = capacity(i),
                language = "sv",
            });
            ids.Add(activity["id"]!.GetValue<Guid>());
        }

        await AskAsync($"/api/v1/editions/{edition["id"]}/releases", new { });
        foreach (var id in ids)
        {
            while (!(await Anyone.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode)
            {
                await Task.Delay(50);
            }
        }

        return ids;

        async Task<JsonNode> AskAsync(string path, object body)
        {
            using var answer = await organiser.PostAsJsonAsync(path, body);
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        }
    }

    /// <summary>A connection to a service's own store, for what no interface tells.</summary>
    public NpgsqlDataSource Store(string service)
    {
        var postgres = Description()["postgres"]!;
        return NpgsqlDataSource.Create(
            $"Host={postgres["host"]};Port={postgres["port"]};Username={postgres["user"]};Password={postgres["password"]};Database={service};MaxPoolSize=4");
    }

    /// <summary>The messages in each queue, those taken but not acknowledged too.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync()
    {
        var control = Description()["rabbitmq"]!["control"]!.GetValue<string>();
        var lines = await OutputAsync(control, "-q", "list_queues", "--no-table-headers", "name", "messages");
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(columns => columns.Length == 2)
            .ToDictionary(columns => columns[0], columns => int.Parse(columns[1], CultureInfo.InvariantCulture));
    }

    /// <exception cref="InvalidOperationException">The program failed; the message has what it said.</exception>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(program)}: {await errors}");
    }

    /// <summary>Until a service that was started again answers.</summary>
    public async Task AnswersAsync(string service, CancellationToken cancellationToken)
    {
        foreach (var url in Description()["services"]![service]!["urls"]!.AsArray())
        {
            var alive = new Uri(new Uri(url!.GetValue<string>()), "/health/live");
            while (!await AnswersAsync(alive, cancellationToken))
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    private async Task<bool> AnswersAsync(Uri alive, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Anyone.GetAsync(alive, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!run.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{run.Id}"]);
            await run.WaitForExitAsync();
        }

        run.Dispose();
        Mail.Dispose();
    }

    private async Task ReadyAsync(Action<string> log)
    {
        var errors = run.StandardError.ReadToEndAsync();
        while (await run.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = TellAsync();
                return;
            }
        }

        throw new InvalidOperationException($"./run ended: {await errors}");

        async Task TellAsync()
        {
            while (await run.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Contains("ended with", StringComparison.Ordinal))
                {
                    log($"  ./run: {line.Trim()}");
                }
            }
        }
    }

    private static HttpClient NewClient(int port) =>
        new(new HoldsAnswersAgainstTheInterface(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
}
