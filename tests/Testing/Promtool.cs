namespace BusinessFocus.Testing;

/// <summary>Prometheus' own check of metrics, from Debian's package; tests/run-all installs it where it can.</summary>
public static class Promtool
{
    private const string Program = "/usr/bin/promtool";

    /// <summary>What our own meter's samples say of where they are from; the metrics of libraries have the names that libraries give them.</summary>
    private const string Ours = "otel_scope_name=\"BusinessFocus\"";

    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    public static bool IsThere => File.Exists(Program);

    /// <summary>The names of our own metrics.</summary>
    public static IReadOnlyList<string> OwnNames(string metrics)
    {
        var lines = metrics.Split('\n');
        var histograms = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal) && line.TrimEnd().EndsWith(" histogram", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]).ToHashSet();
        return [.. lines.Where(line => !line.StartsWith('#') && line.Contains(Ours, StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf('{', StringComparison.Ordinal)])
            .Select(name => Parts.Where(part => name.EndsWith(part, StringComparison.Ordinal)).Select(part => name[..^part.Length]).FirstOrDefault(histograms.Contains) ?? name)
            .Distinct()];
    }

    /// <returns>What it says of our own metrics, or of all of it where it cannot read it; nothing where it is not installed.</returns>
    public static async Task<IReadOnlyList<string>> ObjectionsAsync(string metrics)
    {
        if (!IsThere)
        {
            return [];
        }

        var (exitCode, output, said) = await Programs.RunAsync(Program, ["check", "metrics"], input: metrics);

        // 3: it read them, and has something to say; each line begins with a metric's name.
        var lines = $"{said}{output}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var own = OwnNames(metrics);
        return exitCode is 0 or 3 ? [.. lines.Where(line => own.Contains(line.Split(' ')[0]))] : lines;
    }
}
