using System.Text.Json;

namespace BusinessFocus.Manifest;

/// <summary>
/// A service of the festival, as <c>services/services.json</c> has it. Whoever starts, checks or kills services reads that file; docker-compose.yml
/// and deploy/run.slnf cannot, and are held against it by a test.
/// </summary>
/// <param name="Name">As in queues, databases and addresses, for instance "registration".</param>
/// <param name="Project">Its folder in services, and the second part of its program's name.</param>
/// <param name="HasStore">Whether it has a database of its own, named as it is.</param>
/// <param name="HasBus">Whether it has a user of its own at the broker, named as it is.</param>
public sealed record Service(string Name, string Project, bool HasStore, bool HasBus = true)
{
    /// <summary>Those with a store first, in the order in which they are started.</summary>
    public static IReadOnlyList<Service> All { get; } = Read();

    public static IReadOnlyList<Service> WithStore { get; } = [.. All.Where(service => service.HasStore)];

    public static IReadOnlyList<Service> WithBus { get; } = [.. All.Where(service => service.HasBus)];

    private static List<Service> Read() =>
        JsonSerializer.Deserialize<List<Service>>(File.ReadAllText(Path.Combine(Repository.Root, "services", "services.json")), JsonSerializerOptions.Web)!;
}
