using System.Xml.Linq;

namespace BusinessFocus.Contracts.Tests.AsyncApi;

/// <summary>What the contracts say of themselves: the documentation file that the compiler writes beside their assembly.</summary>
internal static class Documentation
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "BusinessFocus.Contracts.xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!);

    public static string? Of(Type type) => Text(Members.GetValueOrDefault($"T:{type.FullName}")?.Element("summary"));

    /// <summary>Of a member of a record, which is a parameter of its constructor, or of a property that stands by itself.</summary>
    public static string? Of(Type type, string member) =>
        Text(Members.GetValueOrDefault($"T:{type.FullName}")?.Elements("param").FirstOrDefault(each => (string?)each.Attribute("name") == member))
        ?? Text(Members.GetValueOrDefault($"P:{type.FullName}.{member}")?.Element("summary"));

    /// <summary>Of an enum: what it is, and each of its values with what it means.</summary>
    public static string OfEnum(Type type) => string.Join('\n', Enum.GetNames(type)
        .Select(name => Text(Members.GetValueOrDefault($"F:{type.FullName}.{name}")?.Element("summary")) is { } meaning ? $"- `{name}`: {meaning}" : $"- `{name}`")
        .Prepend(Of(type) ?? "One of:"));

    private static string? Text(XElement? documentation) => documentation is null
        ? null
        : string.Join(' ', string.Concat(documentation.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when (string?)element.Attribute("cref") is { } named => named.StartsWith("P:", StringComparison.Ordinal) ? Written(named.Split('.')[^1]) : named.Split('.')[^1],
        XElement element when (string?)element.Attribute("name") is { } parameter => Written(parameter),
        XElement element => element.Value,
        _ => "",
    };

    private static string Written(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
