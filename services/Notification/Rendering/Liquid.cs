using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using BusinessFocus.Notifications.Content;
using Fluid;
using Fluid.Parser;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>What is wrong in a template's source.</summary>
/// <param name="Offset">Where, from 0.</param>
public sealed record SourceFlaw(int Offset, string Sv, string En);

/// <summary>A template cannot be read, or says nothing sensible with what it was given.</summary>
public sealed class FlawedTemplateException(IReadOnlyList<SourceFlaw> flaws, Exception? inner = null)
    : FormatException(string.Join("; ", flaws.Select(flaw => $"{flaw.En} ({flaw.Offset})")), inner)
{
    public IReadOnlyList<SourceFlaw> Flaws { get; } = flaws;
}

/// <summary>
/// Liquid as it is used here: only the models' members can be read, what is unknown is an error, and nothing can run away:
/// no filter makes a text grow, and steps and lengths are limited.
/// </summary>
internal static partial class Liquid
{
    // Far above what a letter to anybody comes to.
    private const int LongestText = 200_000;
    private const int MostSteps = 100_000;

    /// <summary>The types whose members can be read.</summary>
    public static IReadOnlySet<Type> Models { get; } = new HashSet<Type>
    {
        typeof(TextModel), typeof(ActivityModel), typeof(ReleaseModel), typeof(ChangeModel), typeof(LayoutModel),
        typeof(FactModel), typeof(LinkModel), typeof(TicketModel), typeof(NamedTicketModel), typeof(VisitModel), typeof(MessageModel),
        typeof(DayModel), typeof(ActivityFiguresModel), typeof(ChannelFigures), typeof(DeadLetterFigures), typeof(FollowUpModel),
        typeof(WishModel), typeof(VisitNoticeModel), typeof(VisitChangeModel), typeof(HostDayModel), typeof(HostChangeModel), typeof(InvitationModel),
    };

    private static readonly LiquidGrammar Grammar = new();
    private static readonly TemplateOptions Options = CreateOptions();

    // Letters of all alphabets stay as they are; only what means something in HTML is escaped.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static IReadOnlySet<string> Filters { get; } = new HashSet<string>
    {
        "upcase", "downcase", "capitalize", "strip", "truncate", "truncatewords", "default", "size", "first", "last", "plus", "minus",
    };

    /// <exception cref="FlawedTemplateException">It is not Liquid: says where.</exception>
    public static LiquidText Parse(string source) => Grammar.Read(source);

    /// <exception cref="InvalidOperationException">It asks for something that there is not, or runs away.</exception>
    public static string Render(LiquidText text, object model)
    {
        using var limited = new LimitedWriter(LongestText);
        // Nothing in the models is asynchronous: it is complete when it returns.
        text.Template.RenderAsync(limited, new TemplateContext(model, Options) { MaxSteps = MostSteps }, NullEncoder.Default).AsTask().GetAwaiter().GetResult();
        return limited.ToString();
    }

    /// <summary>The layouts' own: what goes in is limited already.</summary>
    public static string RenderPlain(LiquidText layout, LayoutModel model) =>
        layout.Template.Render(new TemplateContext(model, Options), NullEncoder.Default);

    public static string RenderHtml(LiquidText layout, LayoutModel model) =>
        EscapedCharacter().Replace(
            layout.Template.Render(new TemplateContext(model, Options), Html),
            // .NET's encoder also escapes emoji, which is safe but unreadable in the source that some mail readers search.
            match => char.ConvertFromUtf32(Convert.ToInt32(match.Groups[1].Value, 16)));

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { StrictVariables = true, StrictFilters = true };
        var access = new DefaultMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase };
        foreach (var model in Models)
        {
            access.Register(model);
        }

        options.MemberAccessStrategy = access;
        return options;
    }

    [GeneratedRegex("&#x(1[0-9A-F]{4});")]
    private static partial Regex EscapedCharacter();

    private sealed class LimitedWriter(int most) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Take(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Take(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Take(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Take(buffer.Length);
            base.Write(buffer);
        }

        private void Take(int count)
        {
            if (GetStringBuilder().Length + count > most)
            {
                throw new InvalidOperationException("The text is too long.");
            }
        }
    }
}

/// <summary>Liquid that was read.</summary>
/// <param name="Places">Where in the source its expressions and loops begin and end.</param>
internal sealed record LiquidText(string Source, FluidTemplate Template, IReadOnlyDictionary<object, Range> Places);
