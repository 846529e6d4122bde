using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Site;

/// <summary>Every text of a page is chosen by language, or comes from the interface: read in the pages' sources.</summary>
public sealed partial class SayingEverythingInBothLanguages
{
    /// <summary>What is the same in both languages, or stands where only one is spoken.</summary>
    private static readonly string[] Same = ["Business Focus", "In Swedish", "Google", "Outlook"];

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "services", "Web"));

    public static TheoryData<string> Pages => [.. Files("*.razor")];

    public static TheoryData<string> Code => [.. Files("*.cs")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_no_text_of_one_language(string file) => Untranslated.InPage(File.ReadAllText(Path.Combine(Root, file)), Same).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Code))]
    public void Swedish_words_in_code_stand_beside_English_ones(string file) => Untranslated.InCode(File.ReadAllText(Path.Combine(Root, file))).ShouldBeEmpty();

    [Theory]
    [InlineData("<p>Välkommen</p>", "Välkommen")]
    [InlineData("<p>@Name is here</p>", "is here")]
    [InlineData("@if (Name is { } name)\n{\n    <p>@name</p>\n}\nelse\n{\n    <p>Nobody</p>\n}", "Nobody")]
    [InlineData("<img alt=\"A picture\">", "alt=\"A picture\"")]
    [InlineData("<Field Label=\"Namn\" />", "Label=\"Namn\"")]
    public void What_is_said_in_one_language_is_found(string page, string found) => Untranslated.InPage(page, []).ShouldBe([found]);

    [Theory]
    [InlineData("<p>@Languages.Choose(\"Hej\", \"Hello\")</p>")]
    [InlineData("<p class=\"card\">@Texts.Day(day, now)?.ToString() · @(a ? Languages.Choose(\"Ja\", \"Yes\") : null)</p>")]
    [InlineData("@foreach (var each in All.Where(one => one is { Is: true }))\n{\n    var name = each.Name;\n    <li>@name &middot; 1–2</li>\n}")]
    [InlineData("@* Says hello. *@\n@inject IThing Thing\n<p></p>\n@code {\n    private string Word => \"hej\";\n}")]
    public void What_is_said_in_both_is_not(string page) => Untranslated.InPage(page, []).ShouldBeEmpty();

    [Fact]
    public void In_code_a_pair_and_a_choice_are_both()
    {
        Untranslated.InCode("var a = new Wording(\"Går inte\", \"Does not work\"); var b = Languages.Choose(x ? \"Kö\" : \"Två\", \"No\"); // går").ShouldBeEmpty();
        Untranslated.InCode("var a = \"Går inte\";").ShouldBe(["\"Går inte\""]);
    }

    private static IEnumerable<string> Files(string pattern) => Directory.GetFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file))
        .Where(file => !file.StartsWith("bin", StringComparison.Ordinal) && !file.StartsWith("obj", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string file = "") => file;

    /// <summary>Reads sources roughly: what is left when expressions, statements and tags are taken out is text.</summary>
    private static partial class Untranslated
    {
        public static IReadOnlyList<string> InPage(string source, IReadOnlyCollection<string> same)
        {
            // Directives before expressions, which begin as they do.
            var markup = WithoutExpressions(Directives().Replace(Members().Replace(Comments().Replace(source, ""), ""), ""));
            var texts = Tags().Split(markup)
                .Select(text => Entities().Replace(Statements().Replace(text, ""), "").Trim(' ', '\n', '\r', '{', '}', '·'))
                .Where(text => Words().IsMatch(text) && !same.Contains(text));
            return [.. texts, .. Attributes().Matches(markup).Select(match => match.Value)];
        }

        public static IReadOnlyList<string> InCode(string source)
        {
            var code = CodeComments().Replace(source, "");
            for (var at = code.IndexOf(Choice, StringComparison.Ordinal); at >= 0; at = code.IndexOf(Choice, StringComparison.Ordinal))
            {
                code = code[..at] + code[EndOf(code, at + Choice.Length - 1)..];
            }

            var literals = Literals().Matches(code).ToList();
            return
            [
                .. literals
                    .Where((literal, i) => Swedish().IsMatch(literal.Value)
                        && !(i + 1 < literals.Count && code[(literal.Index + literal.Length)..literals[i + 1].Index].Trim() == ","))
                    .Select(literal => literal.Value),
            ];
        }

        private const string Choice = "Languages.Choose(";

        private static string WithoutExpressions(string markup)
        {
            var text = new System.Text.StringBuilder();
            for (var i = 0; i < markup.Length;)
            {
                if (markup[i] == '@' && Expressions().Match(markup, i) is { Success: true } found)
                {
                    i += found.Length;
                    while (i < markup.Length && markup[i] is '(' or '[')
                    {
                        i = EndOf(markup, i);
                        i += Member().Match(markup, i).Length;
                    }

                    text.Append(' ');
                }
                else
                {
                    text.Append(markup[i++]);
                }
            }

            return text.ToString();
        }

        /// <summary>Behind the bracket that closes the one there.</summary>
        private static int EndOf(string source, int at)
        {
            var (open, close) = source[at] == '(' ? ('(', ')') : ('[', ']');
            var (depth, isQuoted) = (0, false);
            for (; at < source.Length; at++)
            {
                isQuoted ^= source[at] == '"' && source[at - 1] != '\\';
                depth += isQuoted ? 0 : source[at] == open ? 1 : source[at] == close ? -1 : 0;
                if (depth == 0 && !isQuoted)
                {
                    return at + 1;
                }
            }

            return at;
        }

        [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
        private static partial Regex Comments();

        [GeneratedRegex(@"@code\s*\{.*\z", RegexOptions.Singleline)]
        private static partial Regex Members();

        [GeneratedRegex(@"^\s*@?(?:using|inject|inherits|implements|namespace|attribute|typeparam|layout)\b.*$", RegexOptions.Multiline)]
        private static partial Regex Directives();

        [GeneratedRegex(@"\G@(?:(?:if|foreach|switch|for|while)\s*(?=\()|(?=\()|(?:await\s+)?[\w.?!]+)")]
        private static partial Regex Expressions();

        [GeneratedRegex(@"\G[?!]?\.\w+")]
        private static partial Regex Member();

        /// <summary>Lines of code between tags.</summary>
        [GeneratedRegex(@"^\s*(?:else(?: if.*)?|(?:var|if|foreach|switch|case|break|default|return)\b.*|.*;|.*=>.*)\s*$", RegexOptions.Multiline)]
        private static partial Regex Statements();

        [GeneratedRegex(@"<(?:[^<>""]|""[^""]*"")*>")]
        private static partial Regex Tags();

        [GeneratedRegex(@"&#?\w+;")]
        private static partial Regex Entities();

        [GeneratedRegex(@"\p{L}{2,}")]
        private static partial Regex Words();

        [GeneratedRegex(@"\b(?:alt|title|aria-label|placeholder|Title|Label|Hint|Description|Text)=""[^""@]*\p{L}{2,}[^""]*""")]
        private static partial Regex Attributes();

        [GeneratedRegex("[åäöÅÄÖ]")]
        private static partial Regex Swedish();

        [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
        private static partial Regex CodeComments();

        [GeneratedRegex(@"\$?""(?:[^""\\\n]|\\.)*""")]
        private static partial Regex Literals();
    }
}
