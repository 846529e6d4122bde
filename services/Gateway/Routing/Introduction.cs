using System.Text;

namespace BusinessFocus.Gateway.Routing;

/// <summary>What is said of the whole interface: the conventions, and how each audience starts. Written in <c>docs/getting-started</c>, which the program has in it.</summary>
public static class Introduction
{
    /// <summary>In the order in which they are read.</summary>
    private static readonly string[] Parts = ["conventions", "front-end", "association", "operator"];

    /// <summary>Markdown, for the document's <c>info.description</c>.</summary>
    public static string Text { get; } = string.Join("\n", Parts.Select(Read));

    private static string Read(string part)
    {
        using var reader = new StreamReader(typeof(Introduction).Assembly.GetManifestResourceStream($"{part}.md")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
