using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>Guides name files and tests; what was moved or renamed would lead readers nowhere.</summary>
public sealed partial class WhatDocumentsName
{
    [Fact]
    public void Every_file_that_a_document_links_to_exists()
    {
        var missing =
            from document in Documents()
            from Match link in Link().Matches(File.ReadAllText(document))
            let file = Path.GetFullPath(link.Groups["file"].Value, Path.GetDirectoryName(document)!)
            where !File.Exists(file) && !Directory.Exists(file)
            select $"{Path.GetRelativePath(Repository.Root, document)}: {link.Groups["file"].Value}";

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_test_that_the_rules_name_exists()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = Test().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md"))).Select(name => name.Groups["test"].Value).ToList();

        named.Count.ShouldBeGreaterThan(10);
        named.Where(name => !tests.Contains($" {name}(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_call_that_the_walk_makes_is_announced()
    {
        var announced = Directory.EnumerateFiles(Path.Combine(Repository.Root, "contracts", "openapi"), "*.json")
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["paths"]!.AsObject())
            .Select(path => path.Key.Split('/'))
            .ToList();
        var walk = Inserted().Replace(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), "inserted");
        var called = Call().Matches(walk).Select(call => call.Groups["path"].Value).Distinct().ToList();

        called.Count.ShouldBeGreaterThan(30);
        called.Where(path => !announced.Any(each => IsOf(path.Split('/'), each))).ShouldBeEmpty();
    }

    /// <summary>Whether an address is one of a path with parameters, such as <c>/editions/{id}/export</c>.</summary>
    private static bool IsOf(string[] address, string[] path) =>
        address.Length == path.Length && address.Zip(path).All(each => each.Second.StartsWith('{') || each.First == each.Second);

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    /// <summary>A link to a file of the repository, without the place in it.</summary>
    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)(?<file>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    /// <summary>What the shell puts into an address.</summary>
    [GeneratedRegex(@"\$\(jq [^()]*\)|\$[A-Z]{2,}")]
    private static partial Regex Inserted();

    [GeneratedRegex(@"\$G(?<path>/api/v1/[^\s""'?|)]*)")]
    private static partial Regex Call();

    [GeneratedRegex("`(?<test>[A-Z][A-Za-z]*(_[A-Za-z0-9]+){3,})`")]
    private static partial Regex Test();
}
