using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Local.Tests;

/// <summary>As much of a Docker engine as it takes to fail in the ways that engines do, on a socket of its own.</summary>
public sealed partial class StubEngine : IAsyncDisposable
{
    /// <summary>Engines name their members in capitals.</summary>
    private static readonly JsonSerializerOptions Json = new();

    private readonly WebApplication app;
    private readonly string folder;
    private readonly ConcurrentDictionary<string, bool> containers = [];
    private int made;

    private StubEngine(WebApplication app, string folder) => (this.app, this.folder) = (app, folder);

    public string Socket => Path.Combine(folder, "docker.sock");

    public Uri Address => new($"unix://{Socket}");

    /// <summary>Those that were made and not removed.</summary>
    public IEnumerable<string> Containers => containers.Keys;

    /// <summary>How many were made.</summary>
    public int Made => made;

    /// <summary>What a call that begins with this (method and path, without the version) is answered by, instead of what a good engine answers.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Answers { get; } = [];

    public static async Task<StubEngine> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("engine").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Path.Combine(folder, "docker.sock")));
        var engine = new StubEngine(builder.Build(), folder);
        engine.app.Run(engine.AnswerAsync);
        await engine.app.StartAsync();
        return engine;
    }

    /// <summary>An answer as engines give it.</summary>
    public static Func<HttpContext, Task> Says(int status, string message) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message });
    };

    /// <summary>Takes the call and does not answer it.</summary>
    public static Task Hangs(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {Version().Replace(context.Request.Path, "")}";
        if (Answers.FirstOrDefault(answer => call.StartsWith(answer.Key, StringComparison.Ordinal)).Value is { } other)
        {
            return other(context);
        }

        var id = call.Split('/') is [_, "containers", var named, ..] ? named : "";
        switch (call)
        {
            case "GET /_ping":
                return context.Response.WriteAsync("OK");
            case "GET /version":
                return context.Response.WriteAsJsonAsync(new { Os = "linux", ApiVersion = "1.44" }, Json);
            case "GET /containers/json":
                return context.Response.WriteAsJsonAsync(containers.Keys.Select(container => new { Id = container }), Json);
            case "POST /containers/create":
                var name = $"c{Interlocked.Increment(ref made)}";
                containers[name] = true;
                context.Response.StatusCode = StatusCodes.Status201Created;
                return context.Response.WriteAsJsonAsync(new { Id = name }, Json);
            case var start when start.StartsWith("POST /containers/", StringComparison.Ordinal) && start.EndsWith("/start", StringComparison.Ordinal):
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case var remove when remove.StartsWith("DELETE /containers/", StringComparison.Ordinal):
                containers.TryRemove(id, out _);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            default:
                return context.Response.WriteAsJsonAsync(new { Id = id }, Json);
        }
    }

    [GeneratedRegex("^/v[0-9.]+")]
    private static partial Regex Version();
}
