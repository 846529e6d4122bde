using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// A file is one thing, which is read from top to bottom. One that cannot be shorter says why in its first line:
/// <c>// Over 250 lines: the reason</c>.
/// </summary>
public sealed class FilesAreShort
{
    private const int Most = 250;
    private const string Reason = "// Over 250 lines: ";

    /// <summary>What no person writes: build output, and migrations that a tool has generated.</summary>
    private static readonly string[] Generated = ["bin", "obj", "Migrations"];

    private static readonly IReadOnlyList<(string Name, string[] Lines)> Files =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(name => !name.Split(Path.DirectorySeparatorChar).Intersect(Generated).Any())
            .Select(name => (name, File.ReadAllLines(Path.Combine(Repository.Root, name)))),
    ];

    [Fact]
    public void A_file_of_the_services_has_at_most_250_lines_or_says_why_it_has_more()
    {
        Files.Count.ShouldBeGreaterThan(500, "the rule must find what it is about");
        Files.Where(file => file.Lines.Length > Most && !SaysWhy(file.Lines))
            .Select(file => $"{file.Name}: {file.Lines.Length}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_was_cut_no_longer_says_why_it_is_long() =>
        Files.Where(file => file.Lines.Length <= Most && SaysWhy(file.Lines)).Select(file => file.Name).ShouldBeEmpty();

    private static bool SaysWhy(string[] lines) =>
        lines is [var first, ..] && first.StartsWith(Reason, StringComparison.Ordinal) && first.Length > Reason.Length;
}
