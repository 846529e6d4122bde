using System.Globalization;
using BusinessFocus.Load;

// Usage: Load RUN_JSON [SECONDS] [registrations|programme|planning …]: measures the festival that ./run serves, each beside
// its baseline in the same run. "Load bare-kestrel PORT FILE" is such a baseline, which the others start.
if (args[0] == BareKestrel.Command)
{
    await BareKestrel.ServeAsync(int.Parse(args[1], CultureInfo.InvariantCulture), args[2]);
    return;
}

var festival = await Festival.OpenAsync(args[0]);
var duration = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10);
var wanted = args.Length > 2 ? args[2..] : ["registrations", "programme", "planning"];

if (wanted.Contains("registrations"))
{
    var spreadBaseline = await Pgbench.RunAsync(festival, "-N", duration);
    var hotBaseline = await Pgbench.RunAsync(festival, Pgbench.OneRow, duration);
    var latency = await Latency.MeasureAsync(festival, registrations: 300);
    var spread = await Rush.RunAsync(festival, activities: 200, clients: 32, duration);
    var hot = await Rush.RunAsync(festival, activities: 1, clients: 64, duration);

    Console.WriteLine($"""
        pgbench -N -c 16                     {spreadBaseline,8:0} /s
        pgbench, one contended row, -c 16    {hotBaseline,8:0} /s
        201 to consumed, one at a time       p50 {latency.P50:0.0} ms  p99 {latency.P99:0.0} ms
        registrations over 200 activities    {spread.PerSecond,8:0} /s  = {spread.PerSecond / spreadBaseline:0.00} of pgbench  p50 {spread.P50:0} ms  p99 {spread.P99:0} ms  refused {spread.Failed}
        registrations for one activity       {hot.PerSecond,8:0} /s  = {hot.PerSecond / hotBaseline:0.00} of pgbench  p50 {hot.P50:0} ms  p99 {hot.P99:0} ms  refused {hot.Failed}
        """);
}

if (wanted.Contains("programme") || wanted.Contains("planning"))
{
    var edition = await LargeEdition.PlanAsync(festival);
    await edition.HeardByAllAsync();
    if (wanted.Contains("programme"))
    {
        foreach (var (what, path) in edition.Programmes)
        {
            var read = await ProgrammeReads.MeasureAsync(festival, path, clients: 16, duration);
            Console.WriteLine(
                $"{what,-36} {read.Gateway,8:0} /s  = {read.Gateway / read.Bare:0.00} of bare Kestrel's {read.Bare:0} /s for the same {read.Bytes:N0} bytes");
        }
    }

    if (wanted.Contains("planning"))
    {
        var suggest = await edition.SuggestAsync(requests: 200);
        var check = await edition.CheckAsync(requests: 200);
        Console.WriteLine($"""
            suggest times, 2,000 activities      p50 {suggest.P50:0.0} ms  p99 {suggest.P99:0.0} ms
            plan into a clash, refused           p50 {check.P50:0.0} ms  p99 {check.P99:0.0} ms
            report of all clashes                {await edition.ReportAsync():0} ms
            """);
    }
}

foreach (var (service, megabytes) in festival.Memory())
{
    Console.WriteLine($"memory of {service,-14} {megabytes,6:0} MB after the load");
}
