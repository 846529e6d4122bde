using System.Buffers;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;
using Parlot.Fluent;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// Fluid's grammar without the tags that letters have no use for. It notes where in the source an expression stands, which
/// Fluid forgets, and reads nothing that is nested so deep that the stack would end.
/// </summary>
internal sealed partial class LiquidGrammar : FluidParser
{
    private const int DeepestNesting = 30;
    private const int LongestTag = 500;

    private static readonly string[] Tags = ["if", "unless", "case", "for", "assign", "break", "continue", "comment", "raw", "#"];
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\n\u00a0");
    private static readonly string[] InnerTags = ["else", "elsif", "when"];

    public LiquidGrammar()
    {
        foreach (var tag in RegisteredTags.Keys.Except(Tags).ToList())
        {
            RegisteredTags.Remove(tag);
        }

        Primary.Parser = new Noting<Expression>(Primary.Parser!);
        FilterExpression.Parser = new Noting<Expression>(FilterExpression.Parser!);
        AnyTagsList.Parser = new Noting<IReadOnlyList<Statement>>(AnyTagsList.Parser!);
        RegisteredTags["for"] = new Noting<Statement>(RegisteredTags["for"]);
    }

    /// <exception cref="FlawedTemplateException">It cannot be read: says where.</exception>
    public LiquidText Read(string source)
    {
        foreach (var tag in Tag().EnumerateMatches(source))
        {
            if (tag.Length > LongestTag)
            {
                throw Flawed(tag.Index, $"taggen är längre än {LongestTag} tecken.", $"the tag is longer than {LongestTag} characters.");
            }
        }

        var reading = new Reading(source);
        try
        {
            if (Grammar.TryParse(reading, out var statements, out var error) && reading.Scanner.Cursor.Eof)
            {
                return new LiquidText(source, new FluidTemplate(statements), reading.Places);
            }

            throw Describe(source, AfterBlanks(source, error?.Position.Offset ?? reading.Scanner.Cursor.Offset), error?.Message ?? "");
        }
        catch (NestedTooDeepException)
        {
            throw Flawed(reading.Scanner.Cursor.Offset, "för många nivåer i varandra.", "too many levels of nesting.");
        }
        catch (Fluid.ParseException)
        {
            // A tag that is unknown at the outermost level: it was just read.
            var end = reading.Scanner.Cursor.Offset;
            var start = end;
            while (start > 0 && (char.IsAsciiLetterOrDigit(source[start - 1]) || source[start - 1] is '_' or '-'))
            {
                start--;
            }

            throw UnknownTag(start, source[start..end]);
        }
    }

    private static FlawedTemplateException Describe(string source, int offset, string message)
    {
        if (ExpectedTag().Match(message) is { Success: true } expected)
        {
            // A block ends at a tag that it does not know: either it does not exist, or it closes something else.
            return TagName().Match(source, offset) is { Success: true } found && !IsPart(found.Groups[1].Value)
                ? UnknownTag(found.Groups[1].Index, found.Groups[1].Value)
                : Flawed(offset, $"här väntades {expected.Value}.", $"{expected.Value} was expected here.");
        }

        if (InvalidTag().Match(message) is { Success: true } invalid)
        {
            var name = invalid.Groups[1].Value;
            return Flawed(offset, $"taggen {name} är fel skriven.", $"the tag {name} is not written correctly.");
        }

        return ExpectedEnd().Match(message) is { Success: true } end
            ? Flawed(offset, $"här väntades {end.Value}.", $"{end.Value} was expected here.")
            : Flawed(offset, "här går det inte att läsa vidare.", "this cannot be read.");
    }

    /// <summary>Where something stands again; the same place where nothing does.</summary>
    private static int AfterBlanks(string source, int offset) => offset + Math.Max(0, source.AsSpan(offset).IndexOfAnyExcept(Blanks));

    private static bool IsPart(string tag) => Tags.Contains(tag) || InnerTags.Contains(tag) || tag.StartsWith("end", StringComparison.Ordinal);

    private static FlawedTemplateException UnknownTag(int offset, string name) => InnerTags.Contains(name) || name.StartsWith("end", StringComparison.Ordinal)
        ? Flawed(offset, $"taggen {name} hör inte till något som har börjat.", $"the tag {name} does not belong to anything that has been opened.")
        : Flawed(offset, $"taggen {name} finns inte.", $"there is no tag {name}.");

    private static FlawedTemplateException Flawed(int offset, string sv, string en) => new([new SourceFlaw(offset, sv, en)]);

    [GeneratedRegex(@"\{%.*?%\}|\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\G\s*\{%-?\s*([A-Za-z0-9_-]+)")]
    private static partial Regex TagName();

    [GeneratedRegex(@"\{% end\w+ %\}")]
    private static partial Regex ExpectedTag();

    [GeneratedRegex(@"'(\w+)' tag")]
    private static partial Regex InvalidTag();

    [GeneratedRegex(@"%\}|\}\}")]
    private static partial Regex ExpectedEnd();

    private sealed class NestedTooDeepException : Exception;

    private sealed class Reading(string source) : FluidParseContext(source)
    {
        private readonly Dictionary<object, Range> places = new(ReferenceEqualityComparer.Instance);

        public int Depth { get; set; }

        public IReadOnlyDictionary<object, Range> Places => places;

        public void Note(object read, int start, int end)
        {
            places[read] = AfterBlanks(Scanner.Buffer, start)..end;
        }
    }

    /// <summary>Reads what the grammar reads, and notes it.</summary>
    private sealed class Noting<T>(Parser<T> grammar) : Parser<T> where T : class
    {
        public override bool Parse(ParseContext context, ref Parlot.ParseResult<T> result)
        {
            var reading = (Reading)context;
            if (reading.Depth++ > DeepestNesting)
            {
                throw new NestedTooDeepException();
            }

            if (!grammar.Parse(context, ref result))
            {
                reading.Depth--;
                return false;
            }

            reading.Depth--;
            // A repetition's result ends where its first turn did; the cursor is where it really ended.
            reading.Note(result.Value, result.Start, reading.Scanner.Cursor.Offset);
            return true;
        }
    }
}
