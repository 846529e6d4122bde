using System.Text.Json;

namespace BusinessFocus.Gateway.Routing;

/// <summary>A problem that calls can be answered with, as a test gathers them from all services in <c>contracts/problems.json</c>.</summary>
public sealed record KnownProblem(string Code, string Type, int Status, string Sv, string En, IReadOnlyList<string> Services)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="folder">Where <c>problems.json</c> is.</param>
    public static IReadOnlyList<KnownProblem> Load(string folder) =>
        JsonSerializer.Deserialize<List<KnownProblem>>(File.ReadAllText(Path.Combine(folder, "problems.json")), Json)!;
}
