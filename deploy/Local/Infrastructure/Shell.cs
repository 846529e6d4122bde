using System.Diagnostics;
using System.Globalization;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>Runs other programs.</summary>
public static class Shell
{
    /// <summary>The exit code of a program that is not there, as shells have it.</summary>
    public const int NotInstalled = 127;

    public static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (exitCode, output) = await TryRunAsync(program, arguments, cancellationToken, environment);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{program} failed ({exitCode}): {output.Trim()}");
    }

    public static async Task<(int ExitCode, string Output)> TryRunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, environment) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (NotInstalled, $"{program} is not installed");
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static async Task WriteScriptAsync(string file, string commands, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(file, $"#!/bin/sh\n{commands}\n", cancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// Starts a program that goes on running, in a session of its own, so that Ctrl-C in the terminal reaches only
    /// us and we can stop everything in order.
    /// </summary>
    public static Process StartServer(
        string program, IEnumerable<string> arguments, string logFile, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = StartInfo("setsid", [program, .. arguments], environment);
        start.RedirectStandardInput = true;
        var log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return process;

        void Write(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                lock (log)
                {
                    log.WriteLine(line.Data);
                }
            }
        }
    }

    /// <summary>Asks a server to stop, and makes it when it does not within <paramref name="patience"/>.</summary>
    public static async Task StopAsync(Process process, TimeSpan patience)
    {
        if (process.HasExited)
        {
            return;
        }

        await SignalAsync(process.Id, "TERM");
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>By the shell's own kill: as a program it is in a package that small systems lack.</summary>
    public static Task SignalAsync(int pid, string signal) => TryRunAsync("sh", ["-c", $"kill -{signal} {pid}"], CancellationToken.None);

    public static IReadOnlyList<int> ChildrenOf(int pid)
    {
        try
        {
            return [.. File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    /// <summary>The command as another user, where we are root and the server would refuse root.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) As(string user, string program, params IReadOnlyList<string> arguments) =>
        IsRoot ? ("runuser", ["-u", user, "--", program, .. arguments]) : (program, arguments);

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
