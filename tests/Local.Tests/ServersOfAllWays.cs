using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Testing;
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

    [Fact]
    public void The_same_clients_get_tokens()
    {
        Compose.Select(line => line.Trim().Split(": "))
            .Where(pair => pair[0].StartsWith("Clients__", StringComparison.Ordinal) && pair[0].EndsWith("__Id", StringComparison.Ordinal))
            .Select(pair => pair[1])
            .ShouldBe(Run.Serve.ClientNames, ignoreOrder: true);
    }
}
