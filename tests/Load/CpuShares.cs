using System.Globalization;

namespace BusinessFocus.Load;

/// <summary>Which process the machine's time went to while something ran, in cores.</summary>
public sealed class CpuShares
{
    private const double TicksPerSecond = 100;

    private readonly IReadOnlyDictionary<int, string> services;
    private readonly Dictionary<string, double> before;
    private readonly long startedAt = System.Diagnostics.Stopwatch.GetTimestamp();

    private CpuShares(IReadOnlyDictionary<int, string> services) => (this.services, before) = (services, Read(services));

    public static CpuShares Start(Festival festival) => new(festival.Processes());

    public override string ToString()
    {
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        return string.Join("  ", Read(services)
            .Select(each => (each.Key, Cores: (each.Value - before.GetValueOrDefault(each.Key)) / seconds))
            .Where(each => each.Cores >= 0.01)
            .OrderByDescending(each => each.Cores)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Cores:0.00}")));
    }

    private static Dictionary<string, double> Read(IReadOnlyDictionary<int, string> services)
    {
        var used = new Dictionary<string, double>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid))
            {
                continue;
            }

            try
            {
                // proc(5): the name stands in parentheses; utime and stime are the 14th and 15th fields.
                var stat = File.ReadAllText($"{folder}/stat");
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                var ticks = double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
                var who = NameOf(pid, name, services);
                used[who] = used.GetValueOrDefault(who) + (ticks / TicksPerSecond);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return used;
    }

    private static string NameOf(int pid, string name, IReadOnlyDictionary<int, string> services) =>
        pid == Environment.ProcessId ? "clients"
        : services.TryGetValue(pid, out var service) ? service
        : name switch
        {
            "beam.smp" => "rabbitmq",
            "postgres" => "postgresql",
            _ => "others",
        };
}
