using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Testing.Answers;

namespace BusinessFocus.Fuzz;

/// <summary>Requests made from the announced interface, valid and broken, one after the other, and a look at each answer.</summary>
public static class FuzzRun
{
    private const int LettersEvery = 200;
    private const int ExamplesOfEach = 3;
    private const int MostOfAStream = 4_096;

    /// <returns>What must not be, each with examples; empty when every answer is announced.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Options options, Action<string> write)
    {
        if (options.Running is { } running)
        {
            await using var system = RunningSystem.Of(running);
            return await RunAsync(options, system, write);
        }

        var data = options.Data ?? Directory.CreateTempSubdirectory("fuzz").FullName;
        IReadOnlyList<string> faults;
        await using (var system = await RunningSystem.StartAsync(data))
        {
            faults = await RunAsync(options, system, write);
        }

        if (faults.Count == 0 && options.Data is null)
        {
            Directory.Delete(data, recursive: true);
        }
        else
        {
            write($"data and logs are in {data}");
        }

        return faults;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Options options, RunningSystem system, Action<string> write)
    {
        var clock = Stopwatch.StartNew();
        write($"{options.Requests} requests, --seed {options.Seed}");
        var document = JsonNode.Parse(await system.Http.GetStringAsync("/openapi/v1.json"))!;
        var announced = new Interface(document);
        var operations = announced.Operations.Where(each => each.ToString().Contains(options.Only, StringComparison.Ordinal)).ToList();
        var known = new KnownValues();
        var preparation = new Preparation(system, known);
        var host = await preparation.RunAsync(options.Seed, CancellationToken.None);
        (string Role, string? Token)[] roles =
        [
            ("anyone", null),
            ("organiser", system.Token("organiser", "organiser")),
            ("operator", system.Token("operator", "operator")),
            ("association", system.Token("association", "foretagarna")),
            ("host", system.Token("host", host)),
        ];
        var attempts = new Attempts(new Values(announced, known), known, roles);
        write($"{clock.Elapsed.TotalSeconds,6:0.0} s  {operations.Count} operations, an edition to ask about");

        var (verdict, tally) = (new Verdict(announced, AnnouncedAnswers.Of(document)), new Tally());
        for (var number = 0; number < options.Requests; number++)
        {
            var attempt = attempts.Next(operations[number % operations.Count], options.Seed, number);
            await TryAsync(attempt, system, known, verdict, tally);
            if (number % LettersEvery == 0)
            {
                preparation.ReadLetters();
            }
        }

        write($"{clock.Elapsed.TotalSeconds,6:0.0} s  {tally.ToText(operations)}");
        return tally.Faults(ExamplesOfEach);
    }

    private static async Task TryAsync(Attempt attempt, RunningSystem system, KnownValues known, Verdict verdict, Tally tally)
    {
        try
        {
            using var request = attempt.ToRequest();
            using var answer = await system.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream"
                ? await StartOfAsync(answer)
                : await answer.Content.ReadAsByteArrayAsync();
            tally.Count(attempt, answer, body, verdict.Of(attempt, answer, body));
            if (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json")
            {
                known.Learn(attempt.Operation.Path, JsonNode.Parse(body));
            }

            if (answer.Headers.ETag is { } version)
            {
                known.Add(KnownValues.Versions, version.ToString());
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            tally.CountUnanswered(attempt, failure);
        }
    }

    private static async Task<byte[]> StartOfAsync(HttpResponseMessage answer)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var start = new byte[MostOfAStream];
        return start[..await stream.ReadAsync(start)];
    }
}
