using System.Text.Json;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Manifest;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

/// <summary>
/// The description of the interface is held against common rules by programs that have nothing to do with ours: Redocly's recommended
/// ones, Spectral's for OpenAPI and OWASP's for security. tests/run-all installs them where it can.
/// </summary>
public sealed class LintingTheInterface
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Gateway.Tests", "Lint");

    private sealed record Finding(string Rule, string At, string Message);

    [Fact]
    public async Task The_rules_of_Redocly_Spectral_and_OWASP_find_nothing()
    {
        Assert.SkipUnless(
            File.Exists(Programs.Node) && Directory.Exists(Path.Combine(Folder, "node_modules")), "Node, or the linters (npm ci in tests/Gateway.Tests/Lint), are not installed.");
        var folder = Directory.CreateTempSubdirectory("lint-").FullName;
        try
        {
            var file = Path.Combine(folder, "openapi.json");
            await File.WriteAllTextAsync(file, Interface.Load(Path.Combine(Repository.Root, "contracts", "openapi")).Document);

            var (exitCode, found, errors) = await Programs.RunAsync(Programs.Node, [Path.Combine(Folder, "lint.cjs"), file]);

            exitCode.ShouldBe(0, errors);
            JsonSerializer.Deserialize<List<Finding>>(found, JsonSerializerOptions.Web)!.Take(30).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
