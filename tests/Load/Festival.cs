using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace BusinessFocus.Load;

/// <summary>What ./run serves, as its run.json describes it.</summary>
public sealed class Festival(JsonNode run, HttpClient organiser)
{
    public HttpClient Organiser => organiser;

    public HttpClient Anyone { get; } = NewClient(run);

    public static async Task<Festival> OpenAsync(string runFile)
    {
        var run = JsonNode.Parse(await File.ReadAllTextAsync(runFile))!;
        return new Festival(run, await SignInAsync(run, "organiser"));
    }

    /// <summary>Somebody with one of the run's clients.</summary>
    public Task<HttpClient> SignInAsync(string name) => SignInAsync(run, name);

    private static async Task<HttpClient> SignInAsync(JsonNode run, string name)
    {
        var http = NewClient(run);
        var client = run["clients"]![name]!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client["id"]!.GetValue<string>(),
            ["client_secret"] = client["secret"]!.GetValue<string>(),
        });
        var answer = await http.PostAsync("/connect/token", form);
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public string ConnectionString(string database)
    {
        var postgres = run["postgres"]!;
        return $"Host={postgres["host"]};Port={postgres["port"]};Username={postgres["user"]};Password={postgres["password"]};Database={database}";
    }

    /// <summary>The mail server of the run itself.</summary>
    public (string Host, int Port) Smtp => (run["smtp"]!["host"]!.GetValue<string>(), run["smtp"]!["port"]!.GetValue<int>());

    /// <summary>Where it keeps what it receives.</summary>
    public string MailFolder => run["mail"]!.GetValue<string>();

    /// <summary>The file of Identity's public keys.</summary>
    public string KeySet => Path.Combine(Path.GetDirectoryName(MailFolder)!, "secrets", "jwks.json");

    /// <summary>Somebody with cookies of their own, who follows no redirect.</summary>
    public HttpClient NewBrowser() => NewClient(run, keepsCookies: true);

    public JsonNode Postgres => run["postgres"]!;

    /// <summary>Resident memory of each service, in MB; one that was killed and started again is left out.</summary>
    public IEnumerable<(string Service, double Megabytes)> Memory() => Processes().Where(process => Directory.Exists($"/proc/{process.Key}")).Select(process => (process.Value, ResidentOf(process.Key)));

    /// <summary>The services by their process ids.</summary>
    public IReadOnlyDictionary<int, string> Processes() => run["services"]!.AsObject()
        .SelectMany(service => service.Value!["pids"]!.AsArray().Select(pid => (Pid: pid!.GetValue<int>(), service.Key)))
        .ToDictionary(process => process.Pid, process => process.Key);

    /// <summary>A new edition with so many released activities that can be registered for.</summary>
    public async Task<IReadOnlyList<string>> PlanAsync(int activities, int capacity)
    {
        var slug = $"load-{Guid.NewGuid():N}"[..20];
        var edition = await PostAsync("/api/v1/editions", new { slug, name = new { sv = slug }, startsOn = "2027-10-04", endsOn = "2027-10-15" });
        var ids = new List<string>();
        for (var i = 0; i < activities; i++)
        {
            var activity = await PostAsync($"/api/v1/editions/{edition["id"]}/activities", new
            {
                kind = "seminar",
                title = new { sv = $"Aktivitet {i}" },
                startsAt = "2027-10-05T16:00:00+02:00",
                endsAt = "2027-10-05T17:00:00+02:00",
                capacity,
                language = "sv",
            });
            ids.Add(activity["id"]!.GetValue<string>());
        }

        await PostAsync($"/api/v1/editions/{edition["id"]}/releases", new { });
        foreach (var id in ids)
        {
            while (!(await Anyone.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode)
            {
                await Task.Delay(20);
            }
        }

        return ids;
    }

    /// <returns>The registration's id; null when it was refused.</returns>
    public async Task<string?> RegisterAsync(string activity)
    {
        using var answer = await AskAsync(activity);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>() : null;
    }

    /// <summary>The same for a rush, whose clients must not take the time that they measure.</summary>
    public async Task<bool> IsRegisteredAsync(string activity)
    {
        using var answer = await AskAsync(activity);
        return answer.IsSuccessStatusCode;
    }

    private async Task<HttpResponseMessage> AskAsync(string activity)
    {
        using var body = new StringContent(
            $$$"""{"contact":{"name":"Lasse Last","email":"anna@{{{Guid.NewGuid():N}}}.example"},"seats":1,"consent":true}""", Encoding.UTF8, "application/json");
        return await Anyone.PostAsync($"/api/v1/activities/{activity}/registrations", body);
    }

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await organiser.PostAsJsonAsync(path, body);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    // setsid executes the program in its own place, so the pid is the service's.
    private static double ResidentOf(int pid) =>
        double.Parse(
            File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture) / 1024;

    private static HttpClient NewClient(JsonNode run, bool keepsCookies = false)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = keepsCookies, AllowAutoRedirect = !keepsCookies };
        return new HttpClient(new FromManyAddresses { InnerHandler = handler }) { BaseAddress = new Uri(run["gateway"]!.GetValue<string>()) };
    }

    /// <summary>As a proxy in front would tell it: people come from many networks, and each has limits of its own.</summary>
    private sealed class FromManyAddresses : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = Random.Shared.Next(1 << 24);
            request.Headers.Add("X-Forwarded-For", $"10.{address >> 16}.{(address >> 8) & 0xff}.{address & 0xff}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
