using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Local.Run;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

public sealed class ClientsOfTheRun
{
    [Theory]
    [InlineData("organiser", "organiser", null)]
    [InlineData("operator", "operator", null)]
    [InlineData("door", "door", null)]
    [InlineData("foretagarna", "association", "foretagarna")]
    public void Each_has_its_role_and_an_association_its_name(string id, string role, string? association)
    {
        Serve.ClientNames.ShouldContain(id);
        var surroundings = new ServiceEnvironment("/data", "http://gateway.test", new PostgresAddress("", 0, "", "", null), new RabbitMqAddress("", 0, "", "", "", ""), new SmtpAddress("", 0), name => name);

        var environment = surroundings.OfIdentity(new Dictionary<string, Client> { [id] = new(id, "secret") });

        environment["Clients__0__Id"].ShouldBe(id);
        environment["Clients__0__Role"].ShouldBe(role);
        environment.GetValueOrDefault("Clients__0__Association").ShouldBe(association);
    }
}
