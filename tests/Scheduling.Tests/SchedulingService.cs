using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Tests;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(SchedulingService))]

namespace BusinessFocus.Scheduling.Tests;

/// <summary>The service on real PostgreSQL and RabbitMQ; each test works on an edition of its own.</summary>
public sealed class SchedulingService : IAsyncLifetime
{
    /// <summary>Replaces services, for instance to leave out what works in the background.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    public RunningService Running { get; private set; } = null!;

    public HttpClient Anyone => Running.Http;

    public HttpClient Organiser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Running = await RunningService.StartAsync<Program>("scheduling", configure: Configure);
        Organiser = Running.As(Roles.Organiser, "olivia");
    }

    public async ValueTask DisposeAsync() => await Running.DisposeAsync();

    public async Task<AnEdition> NewEditionAsync(int year = 2026)
    {
        var slug = $"lerum-{Guid.NewGuid():N}";
        var edition = await Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, new
        {
            slug,
            name = new { sv = "Business Focus Lerum 2026", en = "Business Focus Lerum 2026" },
            startsOn = $"{year}-10-05",
            endsOn = $"{year}-10-16",
        });
        return new AnEdition(edition.Text("id"), slug);
    }

    /// <summary>A venue, a host or whatever else an edition has.</summary>
    public async Task<string> AddAsync(AnEdition edition, string what, object body) =>
        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/{what}", HttpStatusCode.Created, body)).Text("id");

    public async Task<string> PlanAsync(AnEdition edition, object activity) =>
        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.Created, activity)).Text("id");

    public Task<JsonNode> ReleaseAsync(AnEdition edition) =>
        Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/releases", HttpStatusCode.Created, new { note = "Ett släpp" });

    public static object Seminar(
        string from = "2026-10-06T09:00:00+02:00",
        string to = "2026-10-06T10:00:00+02:00",
        string title = "Så möts vi",
        string? venueId = null,
        string[]? hostIds = null,
        int capacity = 40,
        object? @override = null,
        string? reason = null) => new
        {
            kind = "seminar",
            title = new { sv = title, en = "How we meet" },
            startsAt = from,
            endsAt = to,
            venueId,
            hostIds = hostIds ?? [],
            capacity,
            joinLink = "https://meet.example/secret",
            language = "sv",
            topics = new[] { "upphandling" },
            @override,
            reason,
        };
}

public sealed record AnEdition(string Id, string Slug)
{
    public string Path => $"/api/v1/editions/{Id}";

    public string Programme => $"/api/v1/editions/{Slug}/programme";
}

internal static class Json
{
    public static async Task<JsonNode> SendAsync(
        this HttpClient http, HttpMethod method, string path, HttpStatusCode expected, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await http.SendAsync(request);
        return await answer.JsonAsync(expected);
    }

    public static Task<JsonNode> ReadAsync(this HttpClient http, string path) => http.SendAsync(HttpMethod.Get, path, HttpStatusCode.OK);

    public static async Task<JsonNode> ImportAsync(this HttpClient http, string path, string csv)
    {
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync(path, file);
        return await answer.JsonAsync(HttpStatusCode.OK);
    }

    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static int Number(this JsonNode node, string name) => node[name]!.GetValue<int>();

    private static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
