using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BusinessFocus.Fuzz;

/// <summary>
/// What exists: ids, tokens, cursors and versions that were in answers and letters, by the part of an address that they follow
/// (<c>activities</c>, <c>surveys</c>). Requests with what exists go deep; others end at the first look.
/// </summary>
public sealed partial class KnownValues
{
    public const string Cursors = "cursors";
    public const string Tickets = "tickets";
    public const string Versions = "versions";
    public const string Slugs = "slugs";

    private const int First = 3;

    private readonly Dictionary<string, List<string>> values = [];
    private readonly Dictionary<string, string> tokens = [];

    public void Add(string kind, string value)
    {
        var known = values.TryGetValue(kind, out var list) ? list : values[kind] = [];
        if (!known.Contains(value))
        {
            known.Add(value);
        }
    }

    /// <summary>Of what is known, and rather of what came first: that was prepared, and there is more of it.</summary>
    public string? Any(string kind, Random random) =>
        values.TryGetValue(kind, out var known) ? known[random.Next(random.Next(2) == 0 ? known.Count : Math.Min(known.Count, First))] : null;

    /// <summary>The token that opens what has this id.</summary>
    public string? TokenOf(string id) => tokens.GetValueOrDefault(id);

    /// <summary>Keeps what an answer tells of.</summary>
    /// <param name="path">The operation's.</param>
    public void Learn(string path, JsonNode? answer) => Learn(answer, CollectionOf(path));

    /// <summary>Keeps what the links in a letter open.</summary>
    public void LearnLinks(string text)
    {
        foreach (Match link in Link().Matches(text))
        {
            var (kind, value, token) = (link.Groups["kind"].Value, link.Groups["value"].Value, link.Groups["token"].Value);
            Add(kind, value);
            if (token.Length > 0)
            {
                tokens[value] = token;
            }
        }
    }

    /// <summary>What stands in a path's last place that has a name: <c>activities</c> for <c>/editions/{id}/activities</c> and for <c>/activities/{id}</c>.</summary>
    public static string CollectionOf(string path)
    {
        var last = path.Split('/').Last(part => !part.StartsWith('{'));
        return last switch
        {
            "programme" or "open-house" or "suggest-times" or "complete" or "cancel" => "activities",
            "copy" or "open" or "close" => "editions",
            "walk-ins" or "move" or "seats" or "accept" or "promote" or "course" => "registrations",
            "unreachable" or "resend" => "notifications",
            _ => last,
        };
    }

    /// <summary>Where something of this name is kept: <c>activities</c> for <c>ActivityId</c>.</summary>
    public static string KindOf(string name)
    {
        var noun = WordStart().Replace(name[..^2], "-$1").ToLowerInvariant().TrimStart('-');
        return noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s";
    }

    private void Learn(JsonNode? node, string collection)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Learn(item, collection);
                }

                break;
            case JsonObject @object:
                var id = Text(@object["id"]);
                foreach (var name in (string[])["id", "key", "code"])
                {
                    if (Text(@object[name]) is { } value)
                    {
                        Add(collection, value);
                    }
                }

                foreach (var (name, child) in @object)
                {
                    Learn(name, child, id);
                    Learn(child, name is "items" or "entries" ? collection : name);
                }

                break;
        }
    }

    private void Learn(string name, JsonNode? child, string? id)
    {
        if (Text(child) is not { Length: > 0 } value)
        {
            return;
        }

        if (name is "manageToken" or "token" && id is not null)
        {
            tokens[id] = value;
        }

        if (name.EndsWith("Id", StringComparison.Ordinal))
        {
            Add(KindOf(name), value);
        }

        if (name is "next")
        {
            Add(Cursors, value);
        }

        if (name is "ticket")
        {
            Add(Tickets, value);
        }

        if (name is "slug")
        {
            Add(Slugs, value);
        }

        LearnLinks(value);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"/api/v1/(?<kind>[a-z-]+)/(?<value>[A-Za-z0-9_.~-]{8,}?)(\.ics|/[a-z-/]+)?(\?token=(?<token>[A-Za-z0-9_.~-]+))?(?=[\s""'<>)?]|\z)")]
    private static partial Regex Link();

    [GeneratedRegex("([A-Z])")]
    private static partial Regex WordStart();
}
