using System.Globalization;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Templating;

/// <summary>
/// What is wrong with a template before anybody gets a letter by it: how it is built, names that do not exist (also where no
/// example comes by), and what it comes to on the examples.
/// </summary>
public static class TemplateCheck
{
    public const int LongestSource = 20_000;

    /// <returns>For the field <c>source</c>, each with its line and column (from 1, in UTF-16 code units, as editors count).</returns>
    public static IReadOnlyList<Flaw> FlawsIn(string source, TemplateKey key) => Find(source, key)
        .DistinctBy(flaw => flaw.Offset)
        .OrderBy(flaw => flaw.Offset)
        .Select(flaw => At(source.ReplaceLineEndings("\n"), flaw))
        .ToList();

    private static IReadOnlyList<SourceFlaw> Find(string source, TemplateKey key)
    {
        TextTemplate template;
        try
        {
            template = TextTemplate.Parse(source);
        }
        catch (FlawedTemplateException unreadable)
        {
            return unreadable.Flaws;
        }

        var unknown = template.Parts.SelectMany(part => UnknownNames.In(part.Liquid, key).Select(flaw => flaw with { Offset = flaw.Offset + part.Offset })).ToList();
        return unknown.Count > 0 ? unknown : Samples.Of(key).SelectMany(sample => Try(template, sample)).ToList();
    }

    private static IReadOnlyList<SourceFlaw> Try(TextTemplate template, Sample sample)
    {
        try
        {
            template.Try(sample.Model);
            return [];
        }
        catch (FlawedTemplateException flawed)
        {
            return flawed.Flaws
                .Select(flaw => flaw with { Sv = $"{flaw.Sv} (exemplet {sample.Name})", En = $"{flaw.En} (example {sample.Name})" })
                .ToList();
        }
    }

    private static Flaw At(string source, SourceFlaw flaw)
    {
        var before = source.AsSpan(0, flaw.Offset);
        var line = before.Count('\n') + 1;
        var column = flaw.Offset - (before.LastIndexOf('\n') + 1) + 1;
        return new Flaw(
            "source",
            string.Create(CultureInfo.InvariantCulture, $"Rad {line}, kolumn {column}: {flaw.Sv}"),
            string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {flaw.En}"));
    }
}
