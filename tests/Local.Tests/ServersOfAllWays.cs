using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

/// <summary>docker-compose.yml says by itself what the program knows: both have to say the same.</summary>
public sealed class ServersOfAllWays
{
    private static readonly string[] Compose = File.ReadAllLines(Path.Combine(Repository.Root, "docker-compose.yml"));

    [Fact]
    public void Data_are_made_alike()
    {
        const string arguments = "POSTGRES_INITDB_ARGS:";
        var line = Compose.Where(each => each.TrimStart().StartsWith(arguments, StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.Trim()[arguments.Length..].Trim().ShouldBe(string.Join(' ', PostgresServer.NewCluster));
    }

    /// <summary>OWASP API8:2023, security misconfiguration.</summary>
    [Fact]
    public void No_log_of_PostgreSQL_has_values()
    {
        var settings = PostgresServer.WithoutValues.Where(each => each.StartsWith("log_", StringComparison.Ordinal)).ToList();

        settings.Count.ShouldBe(4);
        settings.ShouldBeSubsetOf(PostgresServer.Settings);
        Compose.Select(line => line.Trim()).Where(line => line.StartsWith("- -clog_", StringComparison.Ordinal)).Select(line => line["- -c".Length..])
            .ShouldBe(settings, ignoreOrder: true);
    }

    [Fact]
    public void The_same_services_run()
    {
        const string argument = "SERVICE: ";
        Compose.Where(line => line.Contains(argument, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(argument, StringComparison.Ordinal) + argument.Length)..].Split(' ', ',')[0])
            .ShouldBe(Service.All.Select(service => service.Project), ignoreOrder: true);
    }

    /// <summary>A service whose role or user is forgotten in compose would not come to its database, or to the broker.</summary>
    [Fact]
    public void Each_service_has_a_user_of_its_own()
    {
        foreach (var service in Service.WithBus)
        {
            Compose.ShouldContain(line => line.Contains($"amqp://{service.Name}:${{{service.Name.ToUpperInvariant()}_BROKER_PASSWORD}}@", StringComparison.Ordinal));
            File.ReadAllText(Path.Combine(Repository.Root, "deploy", "broker-users")).ShouldContain($"\"${service.Name}\"");
        }

        foreach (var service in Service.WithStore)
        {
            Compose.ShouldContain(line => line.Contains($"Username={service.Name};Password=${{{service.Name.ToUpperInvariant()}_DATABASE_PASSWORD}};Database={service.Name}", StringComparison.Ordinal));
            Compose.ShouldContain(line => line.Trim() == $"role {service.Name} \"$${service.Name.ToUpperInvariant()}\"");
        }
    }

    [Fact]
    public void What_run_starts_is_built_before()
    {
        var built = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "run.slnf"));
        foreach (var service in Service.All)
        {
            built.ShouldContain($"services/{service.Project}/{service.Project}.csproj");
        }
    }

    [Fact]
    public void The_same_clients_get_tokens()
    {
        Compose.Select(line => line.Trim().Split(": "))
            .Where(pair => pair[0].StartsWith("Clients__", StringComparison.Ordinal) && pair[0].EndsWith("__Id", StringComparison.Ordinal))
            .Select(pair => pair[1])
            .ShouldBe(Run.Serve.ClientNames, ignoreOrder: true);
    }
}
