using BusinessFocus.Load;

// Usage: Load RUN_JSON [SECONDS]: measures the festival that ./run serves, beside pgbench on the same PostgreSQL.
var festival = await Festival.OpenAsync(args[0]);
var duration = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10);

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
foreach (var (service, megabytes) in festival.Memory())
{
    Console.WriteLine($"memory of {service,-14} {megabytes,6:0} MB after the load");
}
