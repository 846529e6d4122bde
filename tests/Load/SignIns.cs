using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;

namespace BusinessFocus.Load;

/// <param name="PerSecond">Whole sign-ins: the code asked for, read in the mail and typed, and the authorization code redeemed.</param>
/// <param name="P50">Milliseconds of a whole one, the mail's way included.</param>
/// <param name="P99">The same.</param>
/// <param name="RefreshesPerSecond">Refresh tokens that are traded for new ones.</param>
public sealed partial record SignInResult(double PerSecond, double P50, double P99, double RefreshesPerSecond)
{
    private const int People = 300;
    private const int AtOnce = 16;
    private const string RedirectUri = "http://127.0.0.1/signed-in";

    public static async Task<SignInResult> MeasureAsync(Festival festival, TimeSpan duration)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        var people = Enumerable.Range(0, People).Select(number => $"load-{run}-{number}@lerum.example").ToList();
        foreach (var email in people)
        {
            await festival.PostAsync("/api/v1/accounts", new { email, name = "Lasse Last", grants = new[] { new { role = "planner" } } });
        }

        using var end = new CancellationTokenSource();
        var codes = people.ToDictionary(email => email, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        var reading = ReadMailAsync(festival.MailFolder, codes, end.Token);
        var (times, tokens) = (new ConcurrentBag<double>(), new ConcurrentBag<string>());
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (email, _) =>
        {
            var began = Stopwatch.GetTimestamp();
            tokens.Add(await SignInAsync(festival, email, codes[email].Task));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        });
        var took = Stopwatch.GetElapsedTime(start);
        await end.CancelAsync();
        await reading;

        var refreshed = 0;
        var refreshing = Stopwatch.GetTimestamp();
        await Task.WhenAll(tokens.Take(AtOnce).Select(async token =>
        {
            while (Stopwatch.GetElapsedTime(refreshing) < duration)
            {
                token = (await TokenAsync(festival.Anyone, ("grant_type", "refresh_token"), ("refresh_token", token)))["refresh_token"]!.GetValue<string>();
                Interlocked.Increment(ref refreshed);
            }
        }));
        var sorted = times.Order().ToList();
        return new SignInResult(
            People / took.TotalSeconds,
            sorted[sorted.Count / 2],
            sorted[sorted.Count * 99 / 100],
            refreshed / Stopwatch.GetElapsedTime(refreshing).TotalSeconds);
    }

    private static async Task<string> SignInAsync(Festival festival, string email, Task<string> code)
    {
        using var browser = festival.NewBrowser();
        await SendAsync(browser, "/sign-in", ("email", email));
        await SendAsync(browser, "/sign-in/code", ("code", await code));
        var verifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var back = await browser.GetAsync(
            $"/connect/authorize?client_id=terminal&redirect_uri={Uri.EscapeDataString(RedirectUri)}&response_type=code&scope=openid%20offline_access&code_challenge={challenge}&code_challenge_method=S256");
        var grant = HttpUtility.ParseQueryString(back.Headers.Location!.Query)["code"]!;
        var tokens = await TokenAsync(
            browser, ("grant_type", "authorization_code"), ("redirect_uri", RedirectUri), ("code", grant), ("code_verifier", verifier));
        return tokens["refresh_token"]!.GetValue<string>();
    }

    private static async Task SendAsync(HttpClient browser, string path, params (string Name, string Value)[] form)
    {
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        if (answer.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
        }
    }

    private static async Task<JsonNode> TokenAsync(HttpClient http, params (string Name, string Value)[] form)
    {
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("client_id", "terminal"), .. form.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var answer = await http.PostAsync("/connect/token", body);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>As people do: the code is in the letter.</summary>
    private static async Task ReadMailAsync(string folder, Dictionary<string, TaskCompletionSource<string>> codes, CancellationToken cancellationToken)
    {
        var read = new HashSet<string>();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Where(read.Add))
            {
                var letter = await File.ReadAllTextAsync(file, CancellationToken.None);
                if (Code().Match(letter) is { Success: true } code && To().Match(letter) is { Success: true } to && codes.TryGetValue(to.Groups[1].Value, out var waiting))
                {
                    waiting.TrySetResult(code.Groups[1].Value + code.Groups[2].Value);
                }
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    [GeneratedRegex("(?:kod|code): ([0-9]{3}) ([0-9]{3})")]
    private static partial Regex Code();

    [GeneratedRegex(@"^X-Envelope-To: (\S+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex To();
}
