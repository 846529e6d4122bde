using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// Every problem that a call can be answered with stands in <c>contracts/problems.json</c>, which the gateway shows at /docs/problems. With
/// BUSINESSFOCUS_ACCEPT_CONTRACTS=1 new ones are added.
/// </summary>
public sealed class ListingProblems
{
    private static readonly string ListFile = Path.Combine(Repository.Root, "contracts", "problems.json");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Shared = ["Domain", "Hosting", "ServiceDefaults"];

    private sealed record Listed(string Code, string Type, int Status, string Sv, string En, IReadOnlyList<string> Services);

    [Fact]
    public async Task All_problems_are_listed()
    {
        var actual = JsonSerializer.Serialize(All(), Json) + "\n";
        if (Messages.Accepts)
        {
            await File.WriteAllTextAsync(ListFile, actual);
        }

        (await File.ReadAllTextAsync(ListFile)).ShouldBe(actual);
    }

    [Fact]
    public void A_code_has_one_status()
    {
        All().GroupBy(problem => problem.Code).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
        All().Count.ShouldBeGreaterThan(80);
    }

    private static List<Listed> All() =>
    [
        .. ((string[])[.. Shared, "Scheduling", "Registration", "Notification", "Feedback", "Identity", "Gateway"])
            .SelectMany(name => Assembly.Load($"BusinessFocus.{name}").GetTypes().Select(type => (Name: name, Type: type)))
            .SelectMany(each => each.Type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => typeof(Problem).IsAssignableFrom(field.FieldType))
                .Select(field => (Problem: (Problem)field.GetValue(null)!, Service: Shared.Contains(each.Name) ? "all" : each.Name.ToLowerInvariant())))
            .GroupBy(each => (each.Problem.Code, Status: ProblemStatus.Of(each.Problem)))
            .Select(same => (First: same.First().Problem, same.Key.Status, Services: same.Select(each => each.Service).Distinct().Order(StringComparer.Ordinal).ToList()))
            .Select(each => new Listed(each.First.Code, each.First.Type, each.Status, each.First.Sv, each.First.En, each.Services))
            .OrderBy(problem => problem.Code, StringComparer.Ordinal),
    ];
}
