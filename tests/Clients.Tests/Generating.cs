using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Clients.Tests;

/// <summary>What was generated is committed: it has to be what comes of the document today.</summary>
public sealed partial class Generating
{
    private static readonly string[] Generated = ["clients/dotnet/Generated", "clients/typescript/src/schema.ts", "tests/Clients.Tests/Generated"];

    [Fact]
    public async Task Generating_again_gives_what_is_committed()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(TypeScript.Folder, "node_modules", "openapi-typescript")), "npm ci in clients/typescript was not run.");
        Assert.SkipUnless(await HasToolsAsync(), "dotnet tool restore in clients finds no Kiota or NSwag.");
        var again = Directory.CreateTempSubdirectory("generated-").FullName;
        try
        {
            var (code, said, errors) = await Programs.RunAsync(Path.Combine(Repository.Root, "clients", "generate"), [again], Repository.Root);
            code.ShouldBe(0, said + errors);

            var (here, there) = (Files(Repository.Root), Files(again));
            there.Keys.ShouldBe(here.Keys, ignoreOrder: true);
            there.Where(file => here[file.Key] != file.Value).Select(file => file.Key).ShouldBeEmpty("run clients/generate and commit what it makes");
        }
        finally
        {
            Directory.Delete(again, recursive: true);
        }
    }

    [Fact]
    public void Packages_have_the_interfaces_version()
    {
        var version = Read("contracts/openapi.json")["info"]!["version"]!.GetValue<string>().TrimStart('v').Split('.');
        var expected = string.Join('.', version.Concat(["0", "0"]).Take(3));

        Read("clients/typescript/package.json")["version"]!.GetValue<string>().ShouldBe(expected);
        Version().Match(File.ReadAllText(Path.Combine(Repository.Root, "clients", "dotnet", "BusinessFocus.Client.csproj"))).Groups["version"].Value.ShouldBe(expected);
    }

    private static async Task<bool> HasToolsAsync() =>
        (await Programs.RunAsync("dotnet", ["tool", "restore"], Path.Combine(Repository.Root, "clients"))).ExitCode == 0;

    private static SortedDictionary<string, string> Files(string root) => new(
        Generated.Select(path => Path.Combine(root, path))
            .SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path])
            .ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllText),
        StringComparer.Ordinal);

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)))!;

    [GeneratedRegex("<Version>(?<version>[^<]+)</Version>")]
    private static partial Regex Version();
}
