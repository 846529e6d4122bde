using System.Text.Json.Nodes;

namespace BusinessFocus.Hosting.Http.Bodies;

/// <summary>Where something stands in a body: <c>contact.email</c>, <c>hostIds[2]</c>.</summary>
internal sealed record BodyPath(BodyPath? In, string? Name, int? Index)
{
    public static BodyPath Root { get; } = new(null, null, null);

    public bool IsRoot => In is null;

    public BodyPath Member(string name) => new(this, name, null);

    public BodyPath Item(int index) => new(this, null, index);

    /// <summary>What stands there.</summary>
    public JsonNode? Of(JsonNode? root) => In is null ? root : Name is not null ? In.Of(root)?[Name] : In.Of(root)?[Index!.Value];

    public override string ToString() => In switch
    {
        null => "",
        _ when Index is { } index => $"{In}[{index}]",
        { IsRoot: true } => Shown(Name!),
        _ => $"{In}.{Shown(Name!)}",
    };

    private static string Shown(string name) => string.Concat(name.Where(character => !char.IsControl(character)));
}
