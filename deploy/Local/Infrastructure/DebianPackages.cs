using System.Globalization;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>
/// PostgreSQL and RabbitMQ of Debian's packages. Root installs what is missing, without starting the system's own servers.
/// </summary>
/// <param name="settings">PostgreSQL's; null for those of data that are kept.</param>
public sealed class DebianPackages(IReadOnlyList<string>? settings) : IServerSource
{
    private const string PolicyFile = "/usr/sbin/policy-rc.d";
    private const string PostgresFolder = "/usr/lib/postgresql";
    private const string RabbitMqFolder = "/usr/lib/rabbitmq/lib";
    private const string RabbitMqVersion = "rabbitmq_server-";

    private int postgreSql;

    public async Task<ServerVersions> PrepareAsync(ServerVersions? made, Action<string> log, CancellationToken cancellationToken)
    {
        List<string> missing = [];
        if (!File.Exists(RabbitMqServer.Program))
        {
            missing.Add("rabbitmq-server");
        }

        if (Newest(PostgresVersions()) is null)
        {
            missing.Add("postgresql");
        }

        await InstallAsync(missing, log, cancellationToken);
        var versions = PostgresVersions();
        postgreSql = made is not null && versions.Contains(made.PostgreSql) ? made.PostgreSql
            : Newest(versions) ?? throw new InvalidOperationException($"There is no PostgreSQL in {PostgresFolder}.");
        return new ServerVersions(postgreSql, Newest(RabbitMqVersions()));
    }

    public async Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken)
    {
        await PassThroughAsync(folder, cancellationToken);
        var rabbitMq = await RabbitMqServer.LaunchAsync(folder, cancellationToken);
        try
        {
            var ready = rabbitMq.ReadyAsync(cancellationToken);
            var postgres = await PostgresServer.StartAsync(PostgresPrograms(postgreSql), folder, settings ?? PostgresServer.Settings, cancellationToken);
            return new Servers(postgres.Address, rabbitMq.Address, ready, [postgres.Process, rabbitMq.Process], [postgres, rabbitMq]);
        }
        catch
        {
            await rabbitMq.DisposeAsync();
            throw;
        }
    }

    private static async Task InstallAsync(IReadOnlyList<string> packages, Action<string> log, CancellationToken cancellationToken)
    {
        if (packages.Count == 0)
        {
            return;
        }

        if (!Shell.IsRoot)
        {
            var names = string.Join(' ', packages);
            throw new InvalidOperationException($"{names}: not installed. Install what is missing as root (apt-get install {names}), or start a Docker engine that {Environment.UserName} may use.");
        }

        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        var policy = !File.Exists(PolicyFile);
        if (policy)
        {
            // 101: what the package would start as a service of the system stays off.
            await File.WriteAllTextAsync(PolicyFile, "#!/bin/sh\nexit 101\n", cancellationToken);
            File.SetUnixFileMode(PolicyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        try
        {
            log($"installing {string.Join(" and ", packages)}");
            await Shell.RunAsync("apt-get", ["update", "-qq"], cancellationToken, environment);
            if (packages.Contains("postgresql"))
            {
                await AptAsync(["postgresql-common"]);
                Directory.CreateDirectory("/etc/postgresql-common/createcluster.d");
                await File.WriteAllTextAsync(
                    "/etc/postgresql-common/createcluster.d/businessfocus.conf", "create_main_cluster = false\n", cancellationToken);
            }

            await AptAsync(packages);
        }
        finally
        {
            if (policy)
            {
                File.Delete(PolicyFile);
            }
        }

        Task AptAsync(IReadOnlyList<string> names) =>
            Shell.RunAsync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. names], cancellationToken, environment);
    }

    /// <summary>As root the servers run as users of their own, who have to come to their data.</summary>
    private static async Task PassThroughAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Shell.IsRoot)
        {
            return;
        }

        foreach (var user in (string[])[PostgresServer.SystemUser, RabbitMqServer.SystemUser])
        {
            var (program, arguments) = Shell.As(user, "test", "-x", folder);
            if ((await Shell.TryRunAsync(program, arguments, cancellationToken)).ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"As root, the servers run as the users {PostgresServer.SystemUser} and {RabbitMqServer.SystemUser}, and {user} cannot enter {folder}: "
                    + "choose a folder that others may pass through (./run --data DIR), or run it as an ordinary user.");
            }
        }
    }

    private static string PostgresPrograms(int version) => Path.Combine(PostgresFolder, $"{version}", "bin");

    private static IReadOnlyList<int> PostgresVersions() =>
        [.. Majors(PostgresFolder, "").Where(version => File.Exists(Path.Combine(PostgresPrograms(version), "postgres")))];

    private static IReadOnlyList<int> RabbitMqVersions() => Majors(RabbitMqFolder, RabbitMqVersion);

    /// <summary>The versions that folders are named after.</summary>
    private static IReadOnlyList<int> Majors(string folder, string prefix) => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder, $"{prefix}*")
            .Select(path => Path.GetFileName(path)[prefix.Length..].Split('.')[0])
            .Where(major => int.TryParse(major, CultureInfo.InvariantCulture, out _))
            .Select(major => int.Parse(major, CultureInfo.InvariantCulture))]
        : [];

    private static int? Newest(IReadOnlyList<int> versions) => versions.Count == 0 ? null : versions.Max();
}
