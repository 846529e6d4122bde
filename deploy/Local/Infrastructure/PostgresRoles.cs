using System.Globalization;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>
/// A role for each service, which owns the service's database and can do nothing else: whoever has one password has one database.
/// <c>deploy/roles.sql</c> says how; docker-compose.yml runs it too.
/// </summary>
public static class PostgresRoles
{
    private static readonly string[] Options = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres"];

    public static string SecretOf(string service) => $"postgres-{service}-password";

    public static async Task GiveAsync(PostgresAddress server, Secrets secrets, CancellationToken cancellationToken)
    {
        var script = Path.Combine(Repository.Root, "deploy", "roles.sql");
        foreach (var service in Service.WithStore)
        {
            // Not as arguments, which everybody on the machine sees.
            var environment = new Dictionary<string, string>
            {
                ["PGPASSWORD"] = server.Password,
                ["SERVICE"] = service.Name,
                ["SERVICE_PASSWORD"] = secrets.Get(SecretOf(service.Name)),
            };
            if (server.Container is { } container)
            {
                var text = Convert.ToBase64String(await File.ReadAllBytesAsync(script, cancellationToken));
                await Shell.RunAsync(
                    "docker",
                    [
                        "exec", .. environment.Keys.SelectMany(name => new[] { "-e", name }), container,
                        "sh", "-c", $"echo {text} | base64 -d | psql -U {server.User} {string.Join(' ', Options)}",
                    ],
                    cancellationToken,
                    environment);
            }
            else
            {
                await Shell.RunAsync(
                    Path.Combine(server.Programs ?? "", "psql"),
                    ["-h", server.Host, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.User, .. Options, "-f", script],
                    cancellationToken,
                    environment);
            }
        }
    }
}
