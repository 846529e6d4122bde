using System.Text.Json;
using BusinessFocus.Manifest;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests.Stored;

/// <summary>
/// What lies in a database or at the broker under a name is found by it forever. The names of each service are kept in
/// <c>Stored/{service}/names.json</c>; new ones are added with BUSINESSFOCUS_ACCEPT_CONTRACTS=1, none is ever taken out.
/// </summary>
public sealed class NamesAreForever
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static TheoryData<string> Services => new(Stores.All.Select(service => service.Name));

    [Fact]
    public void No_service_with_a_store_is_left_out() =>
        Stores.All.Select(service => service.Name).ShouldBe(Service.WithStore.Select(service => service.Name), ignoreOrder: true);

    [Theory, MemberData(nameof(Services))]
    public void Every_name_of_before_is_there_and_every_new_one_is_announced(string service)
    {
        var file = Path.Combine(Stores.Folder(service), "names.json");
        var known = File.Exists(file) ? JsonSerializer.Deserialize<Names>(File.ReadAllText(file), Json)! : Names.None;
        var now = Names.Of(Stores.Named(service));
        now.Missing(known).ShouldBeEmpty("what was stored under it could not be found any more");
        if (Messages.Accepts)
        {
            Directory.CreateDirectory(Stores.Folder(service));
            File.WriteAllText(file, JsonSerializer.Serialize(now, Json) + "\n");
            known = now;
        }

        known.Missing(now).ShouldBeEmpty($"new: announce it in {file}");
    }

    /// <param name="Events">Of <c>mt_events.type</c>.</param>
    /// <param name="Documents">Of the tables <c>mt_doc_…</c>.</param>
    /// <param name="Projections">Of <c>mt_event_progression</c>.</param>
    /// <param name="Queues">Each has an error queue of the same name with <c>_error</c>.</param>
    /// <param name="Enums">Of the values in events and snapshots: the enum's values as they are written.</param>
    private sealed record Names(
        IReadOnlyList<string> Events,
        IReadOnlyList<string> Documents,
        IReadOnlyList<string> Projections,
        IReadOnlyList<string> Queues,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Enums)
    {
        public static Names None { get; } = new([], [], [], [], new Dictionary<string, IReadOnlyList<string>>());

        public static Names Of(StoringService service)
        {
            var store = service.Store;
            var stored = service.Events.All.Select(each => each.Type).Concat(service.Snapshots.Select(each => each.State)).ToList();
            return new(
                [.. service.Events.All.Select(each => each.Name).Order(StringComparer.Ordinal)],
                [.. ((IReadOnlyStoreOptions)store.Options).AllKnownDocumentTypes().Select(each => each.Alias).Order(StringComparer.Ordinal)],
                [.. store.Options.Projections.AllShards().Select(shard => shard.Name.Identity).Order(StringComparer.Ordinal)],
                [.. service.Queues.Order(StringComparer.Ordinal)],
                new SortedDictionary<string, IReadOnlyList<string>>(
                    stored.SelectMany(type => Samples.PartsOf(type)).Where(type => type.IsEnum).Distinct()
                        .GroupBy(type => type.Name)
                        .ToDictionary(
                            types => types.Key,
                            IReadOnlyList<string> (types) => [.. types.SelectMany(Enum.GetNames).Distinct().Order(StringComparer.Ordinal)]),
                    StringComparer.Ordinal));
        }

        /// <summary>What <paramref name="other"/> has and this has not.</summary>
        public IReadOnlyList<string> Missing(Names other) =>
        [
            .. other.Events.Except(Events),
            .. other.Documents.Except(Documents),
            .. other.Projections.Except(Projections),
            .. other.Queues.Except(Queues),
            .. other.Enums.SelectMany(each => each.Value.Except(Enums.GetValueOrDefault(each.Key) ?? []).Select(value => $"{each.Key}.{value}")),
        ];
    }
}
