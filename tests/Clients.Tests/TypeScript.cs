using System.Diagnostics;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>The TypeScript client as its examples use it: compiled once, run by Node.</summary>
internal static class TypeScript
{
    private static readonly Lazy<Task> Built = new(BuildAsync);

    public static string Folder { get; } = Path.Combine(Repository.Root, "clients", "typescript");

    /// <summary>Compiles it, or skips the test that asks.</summary>
    public static Task ReadyAsync()
    {
        Assert.SkipUnless(File.Exists(Programs.Node) && Directory.Exists(Path.Combine(Folder, "node_modules", "typescript")), "Node, or npm ci in clients/typescript, is missing.");
        return Built.Value;
    }

    /// <summary>An example that goes on by itself.</summary>
    public static Process Start(string example, Uri gateway, IReadOnlyDictionary<string, string>? environment = null, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Programs.Node, [Path.Combine(Folder, "build", "examples", $"{example}.js"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BUSINESSFOCUS_URL"] = gateway.ToString() },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <returns>The JSON that an example prints, a line each.</returns>
    public static async Task<IReadOnlyList<JsonNode>> RunAsync(string example, Uri gateway, IReadOnlyDictionary<string, string>? environment = null, params IEnumerable<string> arguments)
    {
        using var process = Start(example, gateway, environment, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var lines = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static async Task BuildAsync()
    {
        foreach (var project in (string[])[".", "examples"])
        {
            var (code, said, errors) = await Programs.RunAsync(Programs.Node, [Path.Combine("node_modules", "typescript", "bin", "tsc"), "-p", project], Folder);
            code.ShouldBe(0, said + errors);
        }
    }
}
