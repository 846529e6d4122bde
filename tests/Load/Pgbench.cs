using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace BusinessFocus.Load;

/// <summary>The baseline: PostgreSQL's own benchmark, on the same server in the same run.</summary>
public static class Pgbench
{
    /// <summary>Every client updates the same row.</summary>
    public const string OneRow = "one-row";

    /// <returns>Transactions a second.</returns>
    public static async Task<double> RunAsync(Festival festival, string what, TimeSpan duration)
    {
        await PrepareAsync(festival);
        var postgres = festival.Postgres;
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "update pgbench_tellers set tbalance = tbalance + 1 where tid = 1;\n");
        string[] which = what == OneRow ? ["-f", script] : [what];
        var start = new ProcessStartInfo(Find(),
            ["-h", $"{postgres["host"]}", "-p", $"{postgres["port"]}", "-U", $"{postgres["user"]}", "-n", "-c", "16", "-j", "2", "-T", $"{duration.TotalSeconds:0}", .. which, "pgbench"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = $"{postgres["password"]}" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var tps = output.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(tps.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static async Task PrepareAsync(Festival festival)
    {
        await using var admin = new NpgsqlConnection(festival.ConnectionString("postgres"));
        await admin.OpenAsync();
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = 'pgbench'", admin);
        if (await exists.ExecuteScalarAsync() is not null)
        {
            return;
        }

        await using var create = new NpgsqlCommand("create database pgbench", admin);
        await create.ExecuteNonQueryAsync();
        var postgres = festival.Postgres;
        using var process = Process.Start(new ProcessStartInfo(Find(),
            ["-h", $"{postgres["host"]}", "-p", $"{postgres["port"]}", "-U", $"{postgres["user"]}", "-i", "-s", "10", "-q", "pgbench"])
        {
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = $"{postgres["password"]}" },
        })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private static string Find() =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => $"{version}/bin/pgbench").First(File.Exists);
}
