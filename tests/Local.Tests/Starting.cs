using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

/// <summary>The program as the scripts start it.</summary>
public sealed class Starting : IDisposable
{
    private const string TooOld = "client version 1.44 is too new. Maximum supported API version is 1.41";

    private static readonly string Program = Path.Combine(Repository.Root, "deploy", "Local", "bin", "Release", "net10.0", "BusinessFocus.Local.dll");

    private readonly string folder = Directory.CreateTempSubdirectory("starting").FullName;

    [Fact]
    public async Task What_goes_wrong_is_told_in_a_line()
    {
        await using var engine = await StubEngine.StartAsync();
        engine.Answers["GET /_ping"] = StubEngine.Says(400, TooOld);

        var (exitCode, output) = await RunAsync(Docker($"echo {engine.Address}"), "infrastructure", "--", "true");

        exitCode.ShouldBe(69);
        output.ShouldBe($"the Docker engine at {engine.Address} is too old: {TooOld}\n");
    }

    [Fact]
    public async Task A_docker_command_that_fails_is_no_engine()
    {
        var (exitCode, output) = await RunAsync(Docker("echo 'docker: context: not known' >&2; exit 1"), "infrastructure", "--", "true");

        exitCode.ShouldBe(69);
        output.ShouldBe("no Docker engine answers at unix:///nonexistent\n");
    }

    [Fact]
    public async Task A_taken_port_is_told_in_a_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, output) = await RunAsync(folder, "serve", "--data", Path.Combine(folder, "data"), "--port", $"{port}");

        exitCode.ShouldBe(69);
        output.ShouldBe($"Port {port} is taken; choose another one with --port.\n");
    }

    /// <summary>The launcher was killed, and what it had started goes on.</summary>
    [Fact]
    public async Task What_is_left_of_the_last_run_does_not_hold_the_port()
    {
        var data = Path.Combine(folder, "data");
        var port = FreePort.Next();
        var start = new ProcessStartInfo("dotnet", [Program, "mail-server", $"{port}", Path.Combine(folder, "mail")]) { RedirectStandardOutput = true };
        start.Environment["BUSINESSFOCUS_DATA"] = data;
        using var left = Process.Start(start)!;
        (await left.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull("it listens when it says so");

        var (_, output) = await RunAsync(folder, "serve", "--data", data, "--port", $"{port}");

        output.ShouldNotContain("is taken");
        left.HasExited.ShouldBeTrue();
    }

    [Theory]
    [InlineData("99999", "Port 99999 does not exist; choose another one with --port.")]
    [InlineData("0", "Port 0 does not exist; choose another one with --port.")]
    [InlineData("http", "--port takes a number, not http.")]
    public async Task A_port_that_is_none_is_told_in_a_line(string port, string told)
    {
        var (exitCode, output) = await RunAsync(folder, "serve", "--data", Path.Combine(folder, "data"), "--port", port);

        exitCode.ShouldBe(69);
        output.ShouldBe(told + "\n");
    }

    [Fact]
    public async Task A_run_file_that_is_broken_is_told_in_a_line()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "run.json"), "{", TestContext.Current.CancellationToken);

        var (exitCode, output) = await RunAsync(folder, "stop", "--data", folder);

        exitCode.ShouldBe(69);
        output.ShouldNotContain("Unhandled");
        output.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task What_ends_by_itself_is_started_again()
    {
        var running = new EndsAtOnce();
        using var stop = new CancellationTokenSource();
        var log = new List<string>();

        await Should.ThrowAsync<OperationCanceledException>(() => running.KeepRunningAsync(log.Add, stop.Cancel, stop.Token));

        running.Started.ShouldBe(1);
        log.ShouldBe(["Something ended with 137; it is started again"]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <returns>The folder of a docker command that does this.</returns>
    private string Docker(string script)
    {
        var command = Path.Combine(folder, "docker");
        File.WriteAllText(command, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return folder;
    }

    /// <param name="first">A folder that comes first where programs are looked for.</param>
    private static async Task<(int ExitCode, string Output)> RunAsync(string first, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{first}:{start.Environment["PATH"]}";
        start.Environment["DOCKER_HOST"] = "unix:///nonexistent";
        start.Environment[ServerSourceChoice.Variable] = "containers";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private sealed class EndsAtOnce : IRunning
    {
        public string Name => "Something";

        public int Started { get; private set; }

        public Task<long> EndAsync(CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? Task.FromCanceled<long>(cancellationToken) : Task.FromResult(137L);

        public Task StartAgainAsync(CancellationToken cancellationToken)
        {
            Started++;
            return Task.CompletedTask;
        }
    }
}
