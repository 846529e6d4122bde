using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Manifest;
using Shouldly;

namespace BusinessFocus.Testing;

/// <summary>
/// A service's interface must be the one that <c>contracts/openapi</c> announces. To announce a change, run the test
/// with BUSINESSFOCUS_ACCEPT_CONTRACTS=1 and commit the file that it writes.
/// </summary>
public static class OpenApiContract
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool IsAccepting => Environment.GetEnvironmentVariable("BUSINESSFOCUS_ACCEPT_CONTRACTS") == "1";

    public static Task ShouldBeAnnouncedAsync(RunningService service, string name) =>
        ShouldBeAnnouncedAsync(service.As(Roles.Operator), "/openapi/v1.json", name);

    public static async Task ShouldBeAnnouncedAsync(HttpClient http, string path, string name)
    {
        var announced = Path.Combine(Repository.Root, "contracts", "openapi", $"{name}.json");
        var document = JsonNode.Parse(await http.GetStringAsync(path))!;
        var actual = document.ToJsonString(Indented) + "\n";
        if (IsAccepting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(announced)!);
            await File.WriteAllTextAsync(announced, actual);
        }

        File.Exists(announced).ShouldBeTrue($"{announced} is missing");
        (await File.ReadAllTextAsync(announced)).ShouldBe(actual, $"The interface of {name} differs from what {announced} announces.");
    }
}
