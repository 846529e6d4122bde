using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>
/// What the code says of itself: the compiler writes the comments of each project beside its program, and the interface is described by
/// them, so that a thing is explained in one place. The framework's own reader is given only what is public, and endpoints are not.
/// </summary>
public static partial class XmlDocs
{
    private static readonly Lazy<FrozenDictionary<string, XElement>> Members = new(Read);

    /// <summary>The summary of a type; null where it has none.</summary>
    public static string? Of(Type type) => Summary($"T:{NameOf(type)}");

    /// <summary>What a call is for: what the type says that it stands in, without the call's own address; or the type that this one is the endpoint of.</summary>
    public static string? OfEndpoint(Type type)
    {
        var summary = Members.Value.GetValueOrDefault($"T:{NameOf(type)}")?.Element("summary");
        if (TextOf(summary) is not { } text)
        {
            return null;
        }

        var said = AddressFirst().Replace(text, "");
        var subject = EndpointOf().IsMatch(text)
            ? summary!.Descendants("see").Select(see => see.Attribute("cref")?.Value).FirstOrDefault()
            : said.Length == 0 ? $"T:{EndpointName().Replace(NameOf(type), "")}" : null;
        var first = said.Length == 0 || EndpointOf().IsMatch(text) ? (subject is null ? null : Summary(subject)) ?? text : said;
        return char.ToUpperInvariant(first[0]) + first[1..];
    }

    /// <summary>The summary of a method of an endpoint; the first of several with the name.</summary>
    public static string? Of(MethodInfo method) => Find(method) is { } found ? TextOf(found.Element("summary")) : null;

    /// <summary>What a member of a type is: a property, also one of a record's head, or a value of an enum.</summary>
    public static string? Of(Type type, string member)
    {
        for (var owner = type; owner is not null && owner != typeof(object); owner = owner.BaseType)
        {
            var name = NameOf(owner);
            if ((Summary($"P:{name}.{member}") ?? Summary($"F:{name}.{member}") ?? Parameter($"T:{name}", member)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What a parameter of an endpoint's method is.</summary>
    public static string? Parameter(MethodInfo method, string parameter) => Find(method) is { } found ? ParameterOf(found, parameter) : null;

    private static XElement? Find(MethodInfo method)
    {
        if (method.DeclaringType is not { } type)
        {
            return null;
        }

        var name = $"M:{NameOf(type)}.{method.Name}";
        return Members.Value.GetValueOrDefault(name)
            ?? Members.Value.Where(member => member.Key.StartsWith(name + '(', StringComparison.Ordinal)).Select(member => member.Value).FirstOrDefault();
    }

    private static string? Summary(string member) => Members.Value.TryGetValue(member, out var found) ? TextOf(found.Element("summary")) : null;

    private static string? Parameter(string member, string parameter) =>
        Members.Value.TryGetValue(member, out var found) ? ParameterOf(found, parameter) : null;

    private static string? ParameterOf(XElement member, string parameter) =>
        TextOf(member.Elements("param").FirstOrDefault(each => each.Attribute("name")?.Value == parameter));

    /// <summary>As the compiler names it: a nested type after a full stop, a generic one by the number of its arguments.</summary>
    private static string NameOf(Type type) => ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    /// <summary>Markdown.</summary>
    private static string? TextOf(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = new StringBuilder();
        Write(element, text);
        var lines = Spaces().Replace(text.ToString(), " ").Replace(" \u2029 ", "\n\n", StringComparison.Ordinal).Replace("\u2029", "\n\n", StringComparison.Ordinal).Trim();
        return lines.Length == 0 ? null : lines;
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value);
                    break;
                case XElement { Name.LocalName: "c" or "code" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    text.Append('\u2029');
                    Write(paragraph, text);
                    break;
                case XElement reference when reference.Attribute("cref") is { } to:
                    text.Append(reference.IsEmpty ? to.Value[(to.Value.LastIndexOfAny(['.', ':']) + 1)..] : reference.Value);
                    break;
                case XElement word when (word.Attribute("name") ?? word.Attribute("langword")) is { } name:
                    text.Append('`').Append(name.Value).Append('`');
                    break;
                case XElement other:
                    Write(other, text);
                    break;
            }
        }
    }

    private static FrozenDictionary<string, XElement> Read() =>
        Directory.GetFiles(AppContext.BaseDirectory, "BusinessFocus.*.xml")
            .SelectMany(file => XDocument.Load(file).Descendants("member"))
            .DistinctBy(member => member.Attribute("name")!.Value)
            .ToFrozenDictionary(member => member.Attribute("name")!.Value);

    /// <summary>"`POST /privacy/erasure`. " and "`DELETE /registrations/{id}`, ".</summary>
    [GeneratedRegex(@"^`[A-Z]+ /[^`]*`[:.,]?\s*")]
    private static partial Regex AddressFirst();

    [GeneratedRegex(@"^The endpoints? of \w+[;:.]")]
    private static partial Regex EndpointOf();

    [GeneratedRegex("Endpoints?$")]
    private static partial Regex EndpointName();

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Spaces();
}
