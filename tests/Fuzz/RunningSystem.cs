using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;

namespace BusinessFocus.Fuzz;

/// <summary>Everything, as <c>./run</c> starts it, and access tokens of every role, signed with its own key.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    /// <summary>What providers that call back sign with: no secret of anybody's.</summary>
    public const string WebhookSecret = "ZnV6eiBmdXp6IGZ1enogZnV6eg==";

    private readonly string data;
    private readonly Process? run;
    private readonly JsonNode description;

    private RunningSystem(string data, Process? run)
    {
        this.data = data;
        this.run = run;
        description = JsonNode.Parse(File.ReadAllText(Path.Combine(data, "run.json")))!;
        Http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Whatever codings a request asks for, the answer is looked at as it was meant.
            AutomaticDecompression = DecompressionMethods.All,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(10),
            // Broken on purpose: what a name's value may hold is for the gateway to say.
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        })
        {
            BaseAddress = new Uri(description["gateway"]!.GetValue<string>()),
            Timeout = TimeSpan.FromSeconds(100),
        };
    }

    public HttpClient Http { get; }

    /// <summary>Where the mails are.</summary>
    public string Mails => description["mail"]!.GetValue<string>();

    public string Logs => Path.Combine(data, "logs");

    public (string Id, string Secret) ClientOf(string name) =>
        (description["clients"]![name]!["id"]!.GetValue<string>(), description["clients"]![name]!["secret"]!.GetValue<string>());

    /// <summary>What somebody else has started.</summary>
    public static RunningSystem Of(string data) => new(data, null);

    public static async Task<RunningSystem> StartAsync(string data)
    {
        var run = Process.Start(new ProcessStartInfo(
            Path.Combine(Repository.Root, "run"), ["--no-demo", "--data", data, "--port", $"{FreePort.Next()}"])
        {
            // One asker that asks for all.
            Environment =
            {
                ["RateLimits__PerSecond"] = "1000000",
                ["RateLimits__TokensPerSecond"] = "1000000",
                ["RateLimits__PublicWritesPerSecond"] = "1000000",
                ["RateLimits__LinksPerSecond"] = "1000000",
                ["Quotas__LettersPerRecipient"] = "1000000",
                ["Quotas__LettersPerAddress"] = "1000000",
                ["Quotas__LettersPerNetwork"] = "1000000",
                ["Abuse__PeoplePerNetwork"] = "1000000",
                ["Abuse__PeoplePerBrowser"] = "1000000",
                ["Abuse__SeatsPerNetwork"] = "1000000",
                ["Abuse__RushPerMinute"] = "1000000",
                ["Notification__BounceSecret"] = WebhookSecret,
                ["Sms__CallbackSecret"] = WebhookSecret,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = run.StandardError.ReadToEndAsync();
        while (await run.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                // The pipe must not fill up meanwhile.
                _ = run.StandardOutput.ReadToEndAsync();
                return new RunningSystem(data, run);
            }
        }

        throw new InvalidOperationException($"./run ended: {await errors}");
    }

    /// <summary>An access token as the gateway signs them.</summary>
    /// <param name="subject">Also the association's or the host's id, where the role needs one.</param>
    public string Token(string role, string subject)
    {
        var secrets = Path.Combine(data, "secrets");
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(secrets, "token-signing.pem")));
        var keyId = JsonNode.Parse(File.ReadAllText(Path.Combine(secrets, "jwks.json")))!["keys"]![0]!["kid"]!.GetValue<string>();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            // As people see the gateway: ./run tells them the name, which passkeys need, and listens at the address.
            ["iss"] = $"http://localhost:{new Uri(description["gateway"]!.GetValue<string>()).Port}/",
            ["aud"] = "businessfocus",
            ["sub"] = subject,
            ["role"] = role,
            ["iat"] = now,
            ["exp"] = now + 12 * 3600,
        };
        if (role is "association" or "host")
        {
            claims[role] = subject;
        }

        var signed = $"{Part(new { alg = "ES256", typ = "at+jwt", kid = keyId })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";

        static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (run is { HasExited: false })
        {
            using var terminate = Process.Start("kill", ["-TERM", $"{run.Id}"]);
            await run.WaitForExitAsync();
        }

        run?.Dispose();
    }
}
