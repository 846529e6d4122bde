using System.Globalization;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Run;

/// <summary>The environment variables that configure each service.</summary>
/// <param name="secret">By its name: each service has a password of its own for its database and for the broker.</param>
public sealed class ServiceEnvironment(
    string data, string publicUrl, PostgresAddress postgres, RabbitMqAddress rabbitMq, SmtpAddress smtp, Func<string, string> secret)
{
    /// <summary>Whose festival the demo is, and whose editions are those that do not say it.</summary>
    public const string Municipality = "lerum";

    /// <summary>Who invites the others in the demo, and signs in by a code that comes to the mail folder.</summary>
    public const string FirstOrganiser = "arrangor@lerum.example";

    /// <summary>The clients that are named after their role; the others are associations.</summary>
    public static IReadOnlyList<string> Staff { get; } = ["organiser", "operator", "door"];

    private readonly string keys = Path.Combine(data, "secrets");

    /// <param name="identity">Where the public keys are; null for Identity itself, which has them.</param>
    public Dictionary<string, string> Of(string service, string? identity)
    {
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__Bus"] = $"amqp://{service}:{secret(BrokerUsers.SecretOf(service))}@{rabbitMq.Host}:{rabbitMq.Port}/",
            ["Tokens__KeySet"] = Path.Combine(keys, "jwks.json"),
            ["Tokens__Issuer"] = publicUrl,
            ["PublicUrl"] = publicUrl,
            ["Municipality"] = Municipality,
        };
        if (identity is not null)
        {
            environment["Tokens__KeySetAddress"] = $"{identity}/.well-known/jwks";
        }

        if (Service.WithStore.Any(each => each.Name == service))
        {
            environment["ConnectionStrings__Store"] =
                $"Host={postgres.Host};Port={postgres.Port};Username={service};Password={secret(PostgresRoles.SecretOf(service))};Database={service}";
        }

        switch (service)
        {
            case "scheduling":
                environment["Scheduling__Keys"] = Path.Combine(keys, "scheduling");
                break;
            case "registration":
                environment["Registration__Keys"] = Path.Combine(keys, "registration");
                break;
            case "feedback":
                environment["Feedback__Keys"] = Path.Combine(keys, "feedback");
                environment["Feedback__TicketKey"] = Path.Combine(keys, "registration", "tickets.pub.pem");
                break;
            case "notification":
                environment["Notification__Keys"] = Path.Combine(keys, "notification");
                environment["Summaries__Organisers__0"] = "organiser@lerum.example";
                environment["Summaries__Operators__0"] = "drift@lerum.example";
                environment["Smtp__Host"] = smtp.Host;
                environment["Smtp__Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture);
                break;
        }

        return environment;
    }

    public Dictionary<string, string> OfIdentity(IReadOnlyDictionary<string, Client> clients)
    {
        var environment = Of("identity", identity: null);
        environment["Tokens__SigningKey"] = Path.Combine(keys, "token-signing.pem");
        environment["Identity__Keys"] = Path.Combine(keys, "identity");
        environment["Identity__FirstOrganiser"] = FirstOrganiser;
        environment["Identity__FirstOrganiserName"] = "Demons arrangör";

        // A program on somebody's own machine, whatever port it listens on: for trying the authorization code by hand.
        environment["Identity__Applications__0__Id"] = "terminal";
        environment["Identity__Applications__0__Name"] = "Terminal";
        environment["Identity__Applications__0__RedirectUris__0"] = "http://127.0.0.1/signed-in";
        environment["Identity__Applications__0__SignedOutUris__0"] = "http://127.0.0.1/signed-out";

        // The pages, in which staff sign in.
        environment["Identity__Applications__1__Id"] = "web";
        environment["Identity__Applications__1__Name"] = "Business Focus";
        environment["Identity__Applications__1__RedirectUris__0"] = $"{publicUrl}/inloggad";
        environment["Identity__Applications__1__SignedOutUris__0"] = $"{publicUrl}/utloggad";
        foreach (var (client, index) in clients.Values.Select((client, index) => (client, index)))
        {
            var isAssociation = !Staff.Contains(client.Id);
            environment[$"Clients__{index}__Id"] = client.Id;
            environment[$"Clients__{index}__Secret"] = client.Secret;
            environment[$"Clients__{index}__Role"] = isAssociation ? "association" : client.Id;
            if (isAssociation)
            {
                environment[$"Clients__{index}__Association"] = client.Id;
            }
        }

        return environment;
    }

    /// <param name="gateway">Where the interface is.</param>
    public Dictionary<string, string> OfWeb(string gateway) => new()
    {
        ["Gateway"] = gateway,
        ["Web__Keys"] = Path.Combine(keys, "web"),
        ["PublicUrl"] = publicUrl,
        ["Municipality"] = Municipality,
        ["Tokens__KeySet"] = Path.Combine(keys, "jwks.json"),
        ["Tokens__Issuer"] = publicUrl,
    };

    /// <param name="web">Where the pages are.</param>
    public Dictionary<string, string> OfGateway(IReadOnlyDictionary<string, IEnumerable<string>> services, string web)
    {
        var environment = Of("gateway", services.GetValueOrDefault("identity")?.First());
        environment["Web__0"] = web;

        // The pages say for whom they ask; on this machine nobody else is there whose word would be taken.
        environment["ForwardedHeaders__KnownProxies__0"] = "127.0.0.1";
        environment["Notification__Keys"] = Path.Combine(keys, "notification");
        foreach (var (service, urls) in services)
        {
            foreach (var (url, index) in urls.Select((url, index) => (url, index)))
            {
                environment[$"Services__{service}__{index}"] = url;
            }
        }

        return environment;
    }
}
