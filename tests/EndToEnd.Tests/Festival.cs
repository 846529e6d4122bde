using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.EndToEnd.Tests;
using BusinessFocus.EndToEnd.Tests.Otlp;
using BusinessFocus.Manifest;
using BusinessFocus.Testing.Answers;
using BusinessFocus.Testing.Messages;
using Xunit;

[assembly: AssemblyFixture(typeof(Festival))]

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Everything, started as a user starts it: by <c>./run</c>, with an empty data folder of its own.</summary>
public sealed class Festival : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("festival").FullName;
    private Process? run;
    private JsonNode description = new JsonObject();

    public HttpClient Anyone { get; private set; } = new();

    public HttpClient Organiser { get; private set; } = new();

    public HttpClient Operator { get; private set; } = new();

    public HttpClient Door { get; private set; } = new();

    public HttpClient Foretagarna { get; private set; } = new();

    public HttpClient Naringsliv { get; private set; } = new();

    public Mailbox Mail { get; private set; } = new("");

    public OtlpReceiver Telemetry { get; private set; } = null!;

    /// <summary>All that goes over the bus, as it is on the wire.</summary>
    public MessageCapture Messages { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Telemetry = await OtlpReceiver.StartAsync();
        run = Process.Start(new ProcessStartInfo(
            Path.Combine(Repository.Root, "run"), ["--no-demo", "--data", data, "--port", FreePort.Next().ToString()])
        {
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Telemetry.Address.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                // All visitors of the tests have one address and one browser.
                ["Abuse__PeoplePerNetwork"] = "1000000",
                ["Abuse__PeoplePerBrowser"] = "1000000",
                ["Abuse__SeatsPerNetwork"] = "1000000",
                ["Abuse__RushPerMinute"] = "1000000",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await ReadyAsync(run);

        description = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "run.json")))!;
        Messages = await MessageCapture.StartAsync(Bus());
        Mail = new Mailbox(description["mail"]!.GetValue<string>());
        Anyone = NewClient();
        Organiser = await ClientAsync("organiser");
        Operator = await ClientAsync("operator");
        Door = await ClientAsync("door");
        Foretagarna = await ClientAsync("foretagarna");
        Naringsliv = await ClientAsync("naringsliv");
    }

    public async ValueTask DisposeAsync()
    {
        await Messages.DisposeAsync();
        if (run is { HasExited: false })
        {
            using var terminate = Process.Start("kill", ["-TERM", run.Id.ToString()]);
            await run.WaitForExitAsync();
        }

        await Telemetry.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>The address of a service behind the gateway's back.</summary>
    public Uri AddressOf(string service) => new(description["services"]![service]!["url"]!.GetValue<string>());

    /// <summary>Where everything is kept: keys, logs, mails.</summary>
    public string Data => data;

    public string Database(string name)
    {
        var postgres = description["postgres"]!;
        return $"Host={postgres["host"]};Port={postgres["port"]};Username={postgres["user"]};Password={postgres["password"]};Database={name}";
    }

    public Uri Bus()
    {
        var rabbit = description["rabbitmq"]!;
        return new Uri($"amqp://{rabbit["user"]}:{rabbit["password"]}@{rabbit["host"]}:{rabbit["port"]}/");
    }

    private static async Task ReadyAsync(Process run)
    {
        var errors = run.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await run.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                // The pipe must not fill up while the tests run.
                _ = run.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"./run ended: {string.Join('\n', lines)}\n{await errors}");
    }

    /// <summary>Another program, made by the organiser and signed in.</summary>
    /// <param name="client">As the interface takes it.</param>
    public async Task<HttpClient> ClientAsync(object client)
    {
        var made = await Organiser.PostAsync("/api/v1/clients", client, HttpStatusCode.Created);
        return await SignedInAsync(made["client"]!.Text("id"), made.Text("secret"));
    }

    private Task<HttpClient> ClientAsync(string name)
    {
        var client = description["clients"]![name]!;
        return SignedInAsync(client.Text("id"), client.Text("secret"));
    }

    private async Task<HttpClient> SignedInAsync(string id, string secret)
    {
        using var answer = await Anyone.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        }));
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
        var http = NewClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private HttpClient NewClient() => new(new HoldsAnswersAgainstTheInterface(new HttpClientHandler())) { BaseAddress = new Uri(description["gateway"]!.GetValue<string>()) };
}
