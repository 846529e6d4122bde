using System.Reflection;
using System.Text.RegularExpressions;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// The words of one kind of notification in one language, in Liquid: subject, heading, a body of plain paragraphs, and what a phone
/// gets instead where it gets anything.
/// </summary>
/// <remarks>The form (HTML, colours, buttons) is the layout's: words never carry markup, so nothing in them can break it.</remarks>
public sealed partial class TextTemplate
{
    /// <summary>Of what is one line: subject, heading and brief.</summary>
    public const int LongestLine = 200;

    private const string Separator = "---";

    private readonly Part subject;
    private readonly Part heading;
    private readonly Part? brief;
    private readonly Part body;

    private TextTemplate(Part subject, Part heading, Part? brief, Part body) =>
        (this.subject, this.heading, this.brief, this.body) = (subject, heading, brief, body);

    /// <summary>What is written in Liquid, in its order.</summary>
    internal IEnumerable<Part> Parts => new[] { subject, heading, brief, body }.OfType<Part>();

    /// <param name="source">
    /// Lines <c>subject:</c> and <c>heading:</c>, and <c>brief:</c> where a phone gets other words than the subject; a line
    /// <c>---</c>, and the body.
    /// </param>
    /// <exception cref="FlawedTemplateException">It is not built so, or its Liquid cannot be read: says where.</exception>
    public static TextTemplate Parse(string source)
    {
        var text = source.ReplaceLineEndings("\n");
        var head = new List<(string Name, int Offset, string Source)>();
        var start = 0;
        foreach (var name in (string[])["subject", "heading", "brief", Separator])
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            var line = text[start..end];
            if (name == Separator && line.TrimEnd() == Separator)
            {
                return Parse([.. head, ("body", Math.Min(end + 1, text.Length), text[Math.Min(end + 1, text.Length)..])]);
            }

            if (line.StartsWith($"{name}:", StringComparison.Ordinal))
            {
                head.Add((name, start + name.Length + 1, line[(name.Length + 1)..]));
                start = Math.Min(end + 1, text.Length);
            }
            else if (name != "brief")
            {
                throw new FlawedTemplateException([new SourceFlaw(
                    start,
                    name == Separator ? $"här väntades en rad med {Separator}." : $"här väntades en rad som börjar med {name}:",
                    name == Separator ? $"a line {Separator} was expected here." : $"a line that starts with {name}: was expected here.")]);
            }
        }

        throw new InvalidOperationException("The last line of the head either ends it or is flawed.");
    }

    /// <exception cref="FlawedTemplateException">It asks for something that there is not, says nothing, or far too much.</exception>
    public Wording Render(TextModel model)
    {
        var title = Line(subject, model);
        return new(
            title,
            Line(heading, model),
            brief is null ? title : Line(brief, model),
            Paragraphs().Split(body.Render(model).Trim())
                .Select(paragraph => (IReadOnlyList<string>)paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Where(lines => lines.Count > 0)
                .ToList() is { Count: > 0 } paragraphs ? paragraphs : throw body.Flawed("texten blir tom.", "the text is empty."));
    }

    /// <summary>The same, but a line must fit where it is read: nobody answers for how long a real title is, so only examples are held to it.</summary>
    /// <exception cref="FlawedTemplateException">As <see cref="Render"/>, and where a line is longer than <see cref="LongestLine"/>.</exception>
    public Wording Try(TextModel model)
    {
        var wording = Render(model);
        foreach (var (part, line) in new[] { (subject, wording.Subject), (heading, wording.Heading), (brief ?? subject, wording.Brief) })
        {
            if (line.Length > LongestLine)
            {
                throw part.Flawed(
                    $"raden blir {line.Length} tecken lång, högst {LongestLine} får plats.",
                    $"the line has {line.Length} characters. It can have at most {LongestLine}.");
            }
        }

        return wording;
    }

    private static TextTemplate Parse(IReadOnlyList<(string Name, int Offset, string Source)> sources)
    {
        var parts = new Dictionary<string, Part>();
        var flaws = new List<SourceFlaw>();
        foreach (var (name, offset, source) in sources)
        {
            try
            {
                parts[name] = new Part(offset, Liquid.Parse(source));
            }
            catch (FlawedTemplateException flawed)
            {
                flaws.AddRange(flawed.Flaws.Select(flaw => flaw with { Offset = flaw.Offset + offset }));
            }
        }

        return flaws.Count == 0
            ? new TextTemplate(parts["subject"], parts["heading"], parts.GetValueOrDefault("brief"), parts["body"])
            : throw new FlawedTemplateException(flaws);
    }

    private static string Line(Part part, TextModel model) => Words.OneLine(part.Render(model)) is { Length: > 0 } line
        ? line
        : throw part.Flawed("raden blir tom.", "the line is empty.");

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex Paragraphs();

    /// <param name="Offset">Where in the template it begins.</param>
    internal sealed record Part(int Offset, LiquidText Liquid)
    {
        public string Render(TextModel model)
        {
            try
            {
                return Rendering.Liquid.Render(Liquid, model);
            }
            catch (Exception failure)
            {
                throw Flawed("det som står här går inte alltid att skriva ut.", "what is here cannot always be written out.", failure);
            }
        }

        public FlawedTemplateException Flawed(string sv, string en, Exception? failure = null)
        {
            var blank = Liquid.Source.Length - Liquid.Source.TrimStart().Length;
            return new([new SourceFlaw(Offset + (blank == Liquid.Source.Length ? 0 : blank), sv, en)], failure);
        }
    }
}

/// <summary>What a template says once its variables are filled in.</summary>
/// <param name="Brief">All of it for a phone, but for the link.</param>
/// <param name="Paragraphs">Each with its lines.</param>
public sealed record Wording(string Subject, string Heading, string Brief, IReadOnlyList<IReadOnlyList<string>> Paragraphs);

/// <summary>The templates in force: those that come with the service, and what organisers made of them.</summary>
public sealed class Templates
{
    private readonly Dictionary<TemplateKey, (string Source, TextTemplate Template)> defaults = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<TemplateKey, (long Version, TextTemplate Template)> changed = [];
    private readonly LiquidText html = Liquid.Parse(Read("layout.html"));
    private readonly LiquidText plain = Liquid.Parse(Read("layout.text"));
    private readonly ILogger<Templates> log;

    public Templates(ILogger<Templates> log)
    {
        this.log = log;
        foreach (var key in TemplateKey.All)
        {
            var source = Read($"{key.Language}.{key.ToString().Split('.')[0]}");
            defaults[key] = (source, TextTemplate.Parse(source));
        }
    }

    /// <summary>The template that comes with the service.</summary>
    public string DefaultSource(TemplateKey key) => defaults[key].Source;

    /// <summary>A letter is written whatever an organiser's template comes to: with the service's own words where it fails.</summary>
    /// <param name="template">What organisers made of it; null where nobody did.</param>
    public Wording Render(TemplateKey key, TextModel model, Template? template)
    {
        if (template is { Source: { } source })
        {
            try
            {
                return Changed(key, source, template.Version).Render(model);
            }
            catch (FlawedTemplateException)
            {
                // Without the exception, which could tell what somebody's letter says.
                log.LogWarning("The changed template {Template} cannot be written: the default is used.", key);
            }
        }

        return defaults[key].Template.Render(model);
    }

    public string RenderHtml(LayoutModel model) => Liquid.RenderHtml(html, model);

    public string RenderText(LayoutModel model) => Liquid.RenderPlain(plain, model).Trim() + "\n";

    private TextTemplate Changed(TemplateKey key, string source, long version)
    {
        if (changed.TryGetValue(key, out var known) && known.Version == version)
        {
            return known.Template;
        }

        var template = TextTemplate.Parse(source);
        changed[key] = (version, template);
        return template;
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"BusinessFocus.Notifications.Templates.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
