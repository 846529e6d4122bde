using System.Diagnostics;

namespace BusinessFocus.Testing;

/// <summary>Programs that have nothing to do with ours, which tests ask what they make of what we write.</summary>
public static class Programs
{
    /// <summary>Debian's; tests/run-all installs it where it can.</summary>
    public const string Node = "/usr/bin/node";

    /// <param name="folder">Where it runs; where the tests run unless told.</param>
    /// <returns>What it printed, by itself and as errors.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, string? folder = null, string? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
