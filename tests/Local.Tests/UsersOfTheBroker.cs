using System.Text.Json.Nodes;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

public sealed class UsersOfTheBroker
{
    [Fact]
    public void Each_service_is_one_and_whoever_reads_the_definitions_reads_no_password()
    {
        var folder = Directory.CreateTempSubdirectory("broker").FullName;
        try
        {
            var secrets = new Secrets(folder);

            var text = BrokerUsers.Definitions(secrets, ("businessfocus", "the-administrators"));

            var users = JsonNode.Parse(text)!["users"]!.AsArray();
            users.Select(user => user!["name"]!.GetValue<string>()).ShouldBe([.. Service.WithBus.Select(service => service.Name), "businessfocus"], ignoreOrder: true);
            users.ShouldAllBe(user => user!["password"] == null && user["password_hash"] != null);
            text.ShouldNotContain("the-administrators");
            text.ShouldNotContain(secrets.Get(BrokerUsers.SecretOf("gateway")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
