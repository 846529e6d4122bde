using System.Text.Json.Nodes;

namespace BusinessFocus.Gateway.Routing;

/// <summary>By whom calls are used: readers of the description begin with what is theirs. Tags come from the endpoints, who they are for is said here.</summary>
public static class InterfaceGroups
{
    /// <summary>Where a tag goes that the table does not know, so that its calls are found all the same.</summary>
    private const string Others = "Others";

    private static readonly (string Group, (string Tag, string Description)[] Tags)[] Groups =
    [
        ("Visitors",
        [
            ("Programme", "The released programme, as JSON, calendar and table. Anybody reads it."),
            ("Registrations", "Seats: register, move, resize and cancel, by the link of the registration or signed in; what organisers see of them."),
            ("Company visits", "A company asks the municipality for a visit; times are proposed and answered."),
            ("Surveys", "The survey after an activity, by a personal link or in the room; its questions are the organisers'."),
            ("Preferences", "What is sent to somebody, and where; by the link in each letter."),
            ("Inbox", "Notifications of a person, to be shown in a front end."),
            ("Live", "Server-sent events: seats and releases of an edition, news of an inbox."),
        ]),
        ("Organisers",
        [
            ("Editions", "A festival in one year: made, opened, closed, copied."),
            ("Activities", "What happens: planned, changed, cancelled, completed, imported; clashes and free times."),
            ("Venues and hosts", "Where it happens and who receives the guests; a host's agenda."),
            ("Releases", "Versions of the programme that the public sees, at once or at a time."),
            ("Messages", "What organisers write to all who are registered."),
            ("Templates", "The words of letters."),
            ("Notifications", "What was sent to whom, and whether it arrived."),
            ("Recipients", "Addresses that cannot be reached."),
            ("Comments", "What visitors wrote, without who they are."),
            ("Reports", "What surveys come to, and editions compared."),
        ]),
        ("Hosts and officers",
        [
            ("Follow-ups", "Companies that want to be called: who answers, until when, what came of it."),
        ]),
        ("Associations",
        [
            ("Members", "Member lists, pushed by the associations' own systems; who shows a membership."),
            ("Webhooks", "What other systems are told by HTTP when it happens."),
        ]),
        ("Front desk",
        [
            ("Check-in", "Tickets at the door, also without a network for a while; who came."),
        ]),
        ("Operators",
        [
            ("Accounts", "People of the staff, their roles and sessions; who read or did what."),
            ("Clients", "Programs that sign in as themselves."),
            ("Privacy", "What is known of a person, exported or erased."),
            ("Operations", "Lag, dead letters, replay, keys."),
            ("Bounces", "What mail and SMS providers report."),
        ]),
    ];

    /// <summary>The document's <c>tags</c>: those that its operations have, in the order of the table, each with what it is about.</summary>
    public static JsonArray TagsOf(JsonObject paths)
    {
        var used = Used(paths);
        return
        [
            .. Groups.SelectMany(group => group.Tags)
                .Where(tag => used.Contains(tag.Tag))
                .Select(tag => new JsonObject { ["name"] = tag.Tag, ["description"] = tag.Description }),
            .. Unknown(used).Select(tag => new JsonObject { ["name"] = tag }),
        ];
    }

    /// <summary>The document's <c>x-tagGroups</c>, which Scalar and Redoc show: the tags by who uses them.</summary>
    public static JsonArray GroupsOf(JsonObject paths)
    {
        var used = Used(paths);
        return
        [
            .. Groups.Select(group => (group.Group, Tags: group.Tags.Select(tag => tag.Tag).Where(used.Contains).ToList()))
                .Append((Group: Others, Tags: Unknown(used)))
                .Where(group => group.Tags.Count > 0)
                .Select(group => new JsonObject
                {
                    ["name"] = group.Group,
                    ["tags"] = new JsonArray([.. group.Tags.Select(tag => (JsonNode?)JsonValue.Create(tag))]),
                }),
        ];
    }

    private static List<string> Unknown(HashSet<string> used) =>
        [.. used.Except(Groups.SelectMany(group => group.Tags).Select(tag => tag.Tag)).Order(StringComparer.Ordinal)];

    private static HashSet<string> Used(JsonObject paths) =>
    [
        .. paths.SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => (operation.Value as JsonObject)?["tags"]?.AsArray() ?? [])
            .Select(tag => tag!.GetValue<string>()),
    ];
}
