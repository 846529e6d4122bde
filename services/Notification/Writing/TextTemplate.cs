using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Summaries;
using BusinessFocus.ServiceDefaults.Http;
using Fluid;

namespace BusinessFocus.Notification.Writing;

/// <summary>
/// The words of one kind of notice in one language, in Liquid: subject, heading, a body of plain paragraphs, and what a phone
/// gets instead where it gets anything.
/// </summary>
/// <remarks>The form (HTML, colours, buttons) is the layout's: words never carry markup, so nothing in them can break it.</remarks>
public sealed partial class TextTemplate
{
    private readonly IFluidTemplate subject;
    private readonly IFluidTemplate heading;
    private readonly IFluidTemplate? brief;
    private readonly IFluidTemplate body;

    private TextTemplate(IFluidTemplate subject, IFluidTemplate heading, IFluidTemplate? brief, IFluidTemplate body) =>
        (this.subject, this.heading, this.brief, this.body) = (subject, heading, brief, body);

    /// <param name="source">
    /// Lines <c>subject:</c> and <c>heading:</c>, and <c>brief:</c> where a phone gets other words than the subject; a line
    /// <c>---</c>, and the body.
    /// </param>
    /// <exception cref="FormatException">It is not built so, or its Liquid cannot be read: says where.</exception>
    public static TextTemplate Parse(string source)
    {
        var parts = source.ReplaceLineEndings("\n").Split("\n---\n", 2);
        if (parts is not [var head, var body]
            || head.Split('\n') is not [var subject, var heading, .. var more]
            || !subject.StartsWith("subject:", StringComparison.Ordinal)
            || !heading.StartsWith("heading:", StringComparison.Ordinal)
            || more.Length > 1
            || more.Any(line => !line.StartsWith("brief:", StringComparison.Ordinal)))
        {
            throw new FormatException("A template begins with subject:, heading:, perhaps brief:, and ---.");
        }

        return new TextTemplate(
            Liquid.Parse(subject["subject:".Length..].Trim()),
            Liquid.Parse(heading["heading:".Length..].Trim()),
            more is [var brief] ? Liquid.Parse(brief["brief:".Length..].Trim()) : null,
            Liquid.Parse(body));
    }

    /// <exception cref="InvalidOperationException">It asks for something that there is not.</exception>
    public Wording Render(TextModel model)
    {
        var title = Words.OneLine(Liquid.Render(subject, model));
        return new(
            title,
            Words.OneLine(Liquid.Render(heading, model)),
            brief is null ? title : Words.OneLine(Liquid.Render(brief, model)),
            Paragraphs().Split(Liquid.Render(body, model).Trim())
                .Select(paragraph => (IReadOnlyList<string>)paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Where(lines => lines.Count > 0)
                .ToList());
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex Paragraphs();
}

/// <summary>What a template says once its variables are filled in.</summary>
/// <param name="Brief">All of it for a phone, but for the link.</param>
/// <param name="Paragraphs">Each with its lines.</param>
public sealed record Wording(string Subject, string Heading, string Brief, IReadOnlyList<IReadOnlyList<string>> Paragraphs);

/// <summary>The templates that come with the service.</summary>
public sealed class Templates
{
    private readonly Dictionary<(NotificationKind Kind, string Language), TextTemplate> texts = [];
    private readonly IFluidTemplate html = Liquid.Parse(Read("layout.html"));
    private readonly IFluidTemplate plain = Liquid.Parse(Read("layout.text"));

    public Templates()
    {
        foreach (var kind in Enum.GetValues<NotificationKind>())
        {
            foreach (var language in Languages.All)
            {
                texts[(kind, language)] = TextTemplate.Parse(Read($"{language}.{Name(kind)}"));
            }
        }
    }

    public Wording Render(NotificationKind kind, string language, TextModel model) => texts[(kind, language)].Render(model);

    public string RenderHtml(LayoutModel model) => Liquid.RenderHtml(html, model);

    public string RenderText(LayoutModel model) => Liquid.Render(plain, model).Trim() + "\n";

    private static string Name(NotificationKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"BusinessFocus.Notification.Templates.{name}.liquid")
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>Liquid as it is used here: only the models' members can be read, and what is unknown is an error.</summary>
internal static partial class Liquid
{
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = CreateOptions();

    // Letters of all alphabets stay as they are; only what means something in HTML is escaped.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static IFluidTemplate Parse(string source) =>
        Parser.TryParse(source, out var template, out var error) ? template : throw new FormatException(error);

    public static string Render(IFluidTemplate template, object model) =>
        template.Render(new TemplateContext(model, Options), NullEncoder.Default);

    public static string RenderHtml(IFluidTemplate template, object model) =>
        EscapedCharacter().Replace(
            template.Render(new TemplateContext(model, Options), Html),
            // .NET's encoder also escapes emoji, which is safe but unreadable in the source that some mail readers search.
            match => char.ConvertFromUtf32(Convert.ToInt32(match.Groups[1].Value, 16)));

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { StrictVariables = true, StrictFilters = true };
        var access = new DefaultMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase };
        foreach (var model in (Type[])[
            typeof(TextModel), typeof(ActivityModel), typeof(ReleaseModel), typeof(ChangeModel), typeof(LayoutModel),
            typeof(FactModel), typeof(LinkModel), typeof(TicketModel), typeof(VisitModel), typeof(MessageModel),
            typeof(DayModel), typeof(ActivityFiguresModel), typeof(ChannelFigures)])
        {
            access.Register(model);
        }

        options.MemberAccessStrategy = access;
        return options;
    }

    [GeneratedRegex("&#x(1[0-9A-F]{4});")]
    private static partial Regex EscapedCharacter();
}
