namespace BusinessFocus.Testing;

/// <summary>Debian's Python, whose libraries read what we write and have nothing to do with ours; tests/run-all installs them where it can.</summary>
public static class Python
{
    private const string Interpreter = "/usr/bin/python3";

    /// <param name="modules">With commas between.</param>
    public static async Task<bool> HasAsync(string modules) => await RunAsync("-c", $"import {modules}") is (0, _);

    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        if (!File.Exists(Interpreter))
        {
            return (127, "");
        }

        var (exitCode, output, errors) = await Programs.RunAsync(Interpreter, arguments);
        return (exitCode, output + errors);
    }
}
