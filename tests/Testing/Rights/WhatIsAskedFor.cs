namespace BusinessFocus.Testing.Rights;

/// <summary>What the calls of a test are about: things that there are, and whose they are.</summary>
public sealed record WhatIsAskedFor
{
    /// <summary>By how the address of a call begins, with its parameters: the same of something that there is.</summary>
    public IReadOnlyDictionary<string, string> Addresses { get; init; } = new Dictionary<string, string>();

    /// <summary>By a call's name, where an empty one would be refused before anybody is asked for their rights.</summary>
    public IReadOnlyDictionary<string, object> Bodies { get; init; } = new Dictionary<string, object>();

    /// <summary>By a call's name, without the question mark.</summary>
    public IReadOnlyDictionary<string, string> Queries { get; init; } = new Dictionary<string, string>();

    /// <summary>By how the address of a call begins, where a link opens it.</summary>
    public IReadOnlyDictionary<string, Link> Links { get; init; } = new Dictionary<string, Link>();

    /// <summary>The host whose things they are.</summary>
    public string Host { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>The association whose things they are.</summary>
    public string Association { get; init; } = "foretagarna";

    /// <summary>The activity whose door it is.</summary>
    public string Door { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>The address of a call: of what there is, else of what nobody has.</summary>
    public string AddressOf(AnnouncedCall call) => AddressOf(call, Addresses);

    /// <summary>The same for who has a link; null where the test has none.</summary>
    /// <param name="isOwn">Whether it is the link of what is asked for, or of another one.</param>
    public string? AddressByLink(AnnouncedCall call, bool isOwn)
    {
        if (Known(Links.Keys, call) is not { } known)
        {
            return null;
        }

        var address = AddressOf(call, new Dictionary<string, string> { [known] = Links[known].Address });
        var and = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{address}{and}token={Uri.EscapeDataString(isOwn ? Links[known].Token : Links[known].AnothersToken)}";
    }

    private string AddressOf(AnnouncedCall call, IReadOnlyDictionary<string, string> addresses)
    {
        var known = Known(addresses.Keys, call);
        var path = known is null ? call.Path : addresses[known] + call.Path[known.Length..];
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var from)
        {
            var until = path.IndexOf('}', from);
            path = path[..from] + SomeOf(path[(from + 1)..until]) + path[(until + 1)..];
        }

        var query = Queries.TryGetValue(call.Name, out var given)
            ? given
            : string.Join('&', call.RequiredQuery.Select(name => $"{name}={SomeOf("id")}"));
        return $"{path}?{query}".TrimEnd('?');
    }

    private static string? Known(IEnumerable<string> beginnings, AnnouncedCall call) =>
        beginnings.Where(beginning => call.Path.StartsWith(beginning, StringComparison.Ordinal)).MaxBy(beginning => beginning.Length);

    private static string SomeOf(string parameter) => parameter switch
    {
        "version" => "1",
        "id" or "releaseId" or "deliveryId" => Guid.CreateVersion7().ToString(),
        _ => "nobody-has-this",
    };
}

/// <summary>What somebody has a link to: another thing than the roles ask for, since they change it.</summary>
/// <param name="AnothersToken">Of the link to a third one.</param>
public sealed record Link(string Address, string Token, string AnothersToken);
