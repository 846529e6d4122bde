using System.Diagnostics;

namespace BusinessFocus.Faults;

/// <summary>The mail server of <c>./run</c> in a process of its own; it keeps its port and its mails when it is killed.</summary>
public sealed class MailServerProcess : IDisposable
{
    private readonly string repository;
    private Process process;

    public MailServerProcess(string repository, string folder, int port)
    {
        this.repository = repository;
        Folder = folder;
        Port = port;
        process = Start();
    }

    public int Port { get; }

    /// <summary>Where the received mails are.</summary>
    public string Folder { get; }

    public int Received() => Directory.EnumerateFiles(Folder, "*.eml").Count();

    /// <summary>Kills it, and starts it again after a while.</summary>
    public async Task KillAsync(TimeSpan absence)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await Task.Delay(absence);
        process = Start();
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private Process Start() => Process.Start(
        "dotnet", [Path.Combine(repository, "deploy", "Local", "bin", "Release", "net10.0", "BusinessFocus.Local.dll"), "mail-server", $"{Port}", Folder]);
}
