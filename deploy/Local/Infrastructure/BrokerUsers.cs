using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>
/// A user of RabbitMQ for each service, which writes what the service tells and reads what it takes in, and nothing else: whoever has one
/// password cannot speak for another service. <c>deploy/broker.json</c> says what each may; docker-compose.yml takes it too.
/// </summary>
public static class BrokerUsers
{
    public static string SecretOf(string service) => $"rabbitmq-{service}-password";

    /// <summary>Definitions as RabbitMQ imports them.</summary>
    /// <param name="administrator">Who has to be in them too, where a node of Debian's takes them in that has no user yet.</param>
    public static string Definitions(Secrets secrets, (string Name, string Password)? administrator = null)
    {
        var definitions = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "broker.json")))!;
        var users = definitions["users"]!.AsArray();
        foreach (var user in users)
        {
            SetPassword(user!.AsObject(), secrets.Get(SecretOf(user["name"]!.GetValue<string>())));
        }

        if (administrator is { } given)
        {
            // Debian's may be RabbitMQ 3, which drops at once what has no limit; docker-compose.yml says why RabbitMQ 4 needs it.
            foreach (var policy in definitions["policies"]!.AsArray())
            {
                policy!["definition"]!.AsObject().Remove("delivery-limit");
            }

            var user = new JsonObject { ["name"] = given.Name, ["tags"] = "administrator" };
            SetPassword(user, given.Password);
            users.Add((JsonNode)user);
            definitions["permissions"]!.AsArray().Add((JsonNode)new JsonObject
            {
                ["user"] = given.Name,
                ["vhost"] = "/",
                ["configure"] = ".*",
                ["write"] = ".*",
                ["read"] = ".*",
            });
        }

        return definitions.ToJsonString();
    }

    /// <summary>As RabbitMQ hashes them: a salt of four bytes, and SHA-256 of it and the password.</summary>
    private static void SetPassword(JsonObject user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        byte[] salted = [.. salt, .. Encoding.UTF8.GetBytes(password)];
        byte[] hash = [.. salt, .. SHA256.HashData(salted)];
        user.Remove("password");
        user["password_hash"] = Convert.ToBase64String(hash);
        user["hashing_algorithm"] = "rabbit_password_hashing_sha256";
    }
}
