using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// The folders of a service (its namespaces below the service's own), and of what services share, depend on each other in one direction:
/// no chain of folders leads back to where it began. What stands in no folder puts the service together, and may know every folder; no
/// folder knows it.
/// </summary>
public sealed class FoldersHaveNoCycles
{
    /// <summary>The namespace that each assembly begins with: its first two parts.</summary>
    public static TheoryData<string> Services => [.. KeepingTheArchitecture.Services.Concat(KeepingTheArchitecture.Shared).Select(RootOf)];

    private static readonly Architecture Architecture = new ArchLoader().LoadAssemblies([.. KeepingTheArchitecture.Services, .. KeepingTheArchitecture.Shared]).Build();

    [Theory, MemberData(nameof(Services))]
    public void Of(string service)
    {
        var uses = UsesOf(service);
        uses.Count.ShouldBeGreaterThan(2, "the rule must find what it is about");
        var circles = uses.Keys
            .SelectMany(from => uses[from].Keys.Where(to => Reaches(uses, to, from)).Select(to => $"{from} -> {to}: {string.Join(", ", uses[from][to].Order().Take(6))}"))
            .Order()
            .ToList();
        circles.ShouldBeEmpty();
    }

    /// <summary>Folder, folder that it uses, and by which types.</summary>
    private static Dictionary<string, Dictionary<string, HashSet<string>>> UsesOf(string service)
    {
        var uses = new Dictionary<string, Dictionary<string, HashSet<string>>>();
        foreach (var type in Architecture.Types)
        {
            if (FolderOf(service, type) is not { } from)
            {
                continue;
            }

            // A type parameter counts as one type everywhere, in the namespace where it was met first.
            foreach (var target in type.Dependencies.Select(dependency => dependency.Target).Where(target => target is not GenericParameter))
            {
                if (FolderOf(service, target) is { } to && to != from)
                {
                    var of = uses.TryGetValue(from, out var known) ? known : uses[from] = [];
                    (of.TryGetValue(to, out var by) ? by : of[to] = []).Add($"{type.Name} uses {target.Name}");
                }
            }
        }

        return uses;
    }

    private static string RootOf(System.Reflection.Assembly assembly) => assembly.GetTypes()
        .Select(type => type.Namespace)
        .OfType<string>()
        .Where(space => space.StartsWith("BusinessFocus.", StringComparison.Ordinal))
        .Select(space => string.Join('.', space.Split('.').Take(2)))
        .Distinct()
        .Single();

    /// <returns>Null for what another assembly has; the empty text for what stands in no folder.</returns>
    private static string? FolderOf(string service, IType type)
    {
        var space = type.Namespace?.FullName ?? "";
        return space == service ? "" : space.StartsWith(service + ".", StringComparison.Ordinal) ? space[(service.Length + 1)..].Split('.')[0] : null;
    }

    private static bool Reaches(Dictionary<string, Dictionary<string, HashSet<string>>> uses, string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            if (seen.Add(at) && uses.TryGetValue(at, out var next))
            {
                foreach (var folder in next.Keys)
                {
                    open.Push(folder);
                }
            }
        }

        return false;
    }
}
