namespace BusinessFocus.Local.Infrastructure;

/// <summary>Installs Debian's packages where there is no Docker engine, without starting the system's own servers.</summary>
public static class DebianPackages
{
    private const string PolicyFile = "/usr/sbin/policy-rc.d";

    public static async Task EnsureAsync(string file, string package, Action<string> log, CancellationToken cancellationToken)
    {
        if (Installed(file) is not null)
        {
            return;
        }

        if (!Shell.IsRoot)
        {
            throw new InvalidOperationException($"{package} is missing: install it (apt-get install {package}) or start a Docker engine.");
        }

        log($"installing {package}");
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
            if (package == "postgresql")
            {
                await InstallAsync("postgresql-common");
                Directory.CreateDirectory("/etc/postgresql-common/createcluster.d");
                await File.WriteAllTextAsync(
                    "/etc/postgresql-common/createcluster.d/businessfocus.conf", "create_main_cluster = false\n", cancellationToken);
            }

            await InstallAsync(package);
        }
        finally
        {
            if (policy)
            {
                File.Delete(PolicyFile);
            }
        }

        async Task InstallAsync(string name)
        {
            await Shell.RunAsync("apt-get", ["update", "-qq"], cancellationToken, environment);
            await Shell.RunAsync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], cancellationToken, environment);
        }
    }

    /// <summary>The newest file that matches, for instance <c>/usr/lib/postgresql/*/bin/postgres</c>; null when there is none.</summary>
    public static string? Installed(string pattern)
    {
        var star = pattern.IndexOf("/*/", StringComparison.Ordinal);
        if (star < 0)
        {
            return File.Exists(pattern) ? pattern : null;
        }

        var folder = pattern[..star];
        return Directory.Exists(folder)
            ? Directory.GetDirectories(folder).OrderDescending(StringComparer.Ordinal)
                .Select(version => version + pattern[(star + 2)..])
                .FirstOrDefault(File.Exists)
            : null;
    }
}
