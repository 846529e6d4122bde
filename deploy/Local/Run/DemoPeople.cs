namespace BusinessFocus.Local.Run;

/// <summary>Who signs in beside the first organiser, who answers which questions, and the associations' members.</summary>
public sealed class DemoPeople(DemoClient organiser, DemoFiles files, Action<string> log)
{
    public const string Officer = "vard@lerum.example";

    /// <summary>By a code that comes to the mail folder.</summary>
    public static IReadOnlyList<(string Who, string Email, string Name, string Page, object Grant)> Accounts { get; } =
    [
        ("planner", "planerare@lerum.example", "Demons planerare", "/styr", new { role = "planner" }),
        ("officer", Officer, "Maria Sjögren", "/vard", new { role = "host" }),
        ("front desk", "dorr@lerum.example", "Demons dörr", "/dorr", new { role = "frontDesk" }),
        ("association", "forening@foretagarna.example", "Demons förening", "/forening", new { role = "association", association = "foretagarna" }),
        ("association", "forening@naringsliv.example", "Demons andra förening", "/forening", new { role = "association", association = "naringsliv" }),
        ("operator", "drift@lerum.example", "Demons drift", "/drift", new { role = "operator" }),
        ("reporter", "rapport@lerum.example", "Demons rapportläsare", "/rapport", new { role = "reporter" }),
    ];

    /// <summary>Who answers what those who came want to know.</summary>
    private static readonly (string Key, string Sv, string En, string Email)[] Areas =
    [
        ("bygglov", "Bygglov", "Building permits", "bygglov@lerum.example"),
        ("upphandling", "Upphandling", "Procurement", "upphandling@lerum.example"),
        ("serveringstillstand", "Serveringstillstånd", "Alcohol licences", "tillstand@lerum.example"),
    ];

    /// <summary>Of the companies whose members are invited.</summary>
    private static readonly string[] Sizes = ["micro", "small"];

    public Task InviteAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Accounts,
        DemoClient.Together(cancellationToken),
        async (person, token) => await organiser.TryPostAsync("/accounts", new { email = person.Email, name = person.Name, grants = new[] { person.Grant } }, token));

    /// <param name="hosts">Who decides cases about building permits beside the organisers.</param>
    public async Task SetAreasAsync(IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        var known = (await organiser.GetAsync("/follow-up-areas", cancellationToken)).AsArray()
            .ToDictionary(area => area!["key"]!.GetValue<string>(), area => area!["hosts"]!.AsArray().Select(host => host!.GetValue<string>()).ToList());
        foreach (var (key, sv, en, email) in Areas)
        {
            var wanted = key == "bygglov" ? hosts : [];
            var before = known.GetValueOrDefault(key);
            if (before is null || wanted.Except(before).Any())
            {
                await organiser.PutAsync(
                    $"/follow-up-areas/{key}", new { name = new { sv, en }, email, hosts = wanted.Union(before ?? []), daysToAnswer = 5 }, cancellationToken);
            }
        }
    }

    /// <summary>A list that the association has changed since is theirs.</summary>
    public async Task PushMembersAsync(DemoClient association, string name, CancellationToken cancellationToken)
    {
        var members = await association.GetAsync($"/associations/{name}/members?limit=1", cancellationToken);
        if (members["items"]!.AsArray().Count == 0)
        {
            var pushed = await association.SendFileAsync(HttpMethod.Put, $"/associations/{name}/members", files.Text($"{name}.csv"), cancellationToken);
            log($"demo: {name} has {pushed["members"]} members, {pushed["refused"]!.AsArray().Count} rows refused");
        }
    }

    /// <summary>To the edition of these days, once.</summary>
    /// <param name="name">What the members call the association.</param>
    public async Task InviteMembersAsync(DemoClient association, string id, string name, CancellationToken cancellationToken)
    {
        var edition = (await organiser.GetAsync("/editions/current", cancellationToken))["id"]!.GetValue<string>();
        var path = $"/associations/{id}/invitations";
        if ((await association.GetAsync($"{path}?edition={edition}", cancellationToken)).AsArray().Count == 0)
        {
            await association.UnlessRefusedAsync(client => client.PostAsync(
                path,
                new
                {
                    editionId = edition,
                    from = name,
                    text = new
                    {
                        sv = "Hej! Nu är det dags för årets viktigaste två veckor. Kom och träffa dem som bestämmer, och ta med en kollega.",
                        en = "Hello! The two most important weeks of the year are here. Come and meet the people who decide, and bring a colleague.",
                    },
                    segment = new { companySizes = Sizes, notRegistered = true },
                },
                cancellationToken));
        }
    }

    /// <summary>The municipality's register of companies.</summary>
    public async Task PushRegisterAsync(CancellationToken cancellationToken)
    {
        var known = await organiser.GetAsync("/municipalities/lerum/companies?limit=1", cancellationToken);
        if (known["items"]!.AsArray().Count == 0)
        {
            await organiser.SendFileAsync(HttpMethod.Put, "/municipalities/lerum/companies", files.Text("register.csv"), cancellationToken);
        }
    }
}
