using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests.Stored;

/// <summary>
/// An event or a snapshot that was stored once is read forever. The samples are kept as they were written; a new kind gets one with
/// BUSINESSFOCUS_ACCEPT_CONTRACTS=1.
/// </summary>
public sealed class StoredEventsAreForever
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string, string> Events => new(Stores.All.SelectMany(service =>
        service.Events.All.Select(stored => (service.Name, stored.Name))));

    public static TheoryData<string, string> Snapshots => new(Stores.All.SelectMany(service =>
        service.Snapshots.Select(snapshot => (service.Name, snapshot.Alias))));

    [Theory, MemberData(nameof(Events))]
    public void An_event_of_before_is_read_whole(string service, string name) =>
        IsReadWhole(service, Stores.Named(service).Events.All.Single(each => each.Name == name).Type, Path.Combine("events", name));

    [Theory, MemberData(nameof(Snapshots))]
    public void A_snapshot_of_before_is_read_whole(string service, string alias) =>
        IsReadWhole(service, Stores.Named(service).Snapshots.Single(each => each.Alias == alias).State, Path.Combine("snapshots", alias));

    [Theory, MemberData(nameof(Events))]
    public void A_masked_event_is_masked_for_good_and_is_read_again(string service, string name)
    {
        var stored = Stores.Named(service).Events.All.Single(each => each.Name == name);
        if (stored.Mask is not { } mask)
        {
            return;
        }

        var serializer = Stores.Named(service).Store.Options.Serializer();
        var whole = serializer.ToJson(Samples.Of(stored.Type, name));
        var masked = serializer.ToJson(mask(Samples.Of(stored.Type, name)));

        masked.ShouldNotBe(whole, "its rule masks nothing");
        serializer.ToJson(mask(Read(serializer, stored.Type, masked))).ShouldBe(masked, "masking twice masks nothing more");
    }

    private static void IsReadWhole(string service, Type type, string path)
    {
        var serializer = Stores.Named(service).Store.Options.Serializer();
        var file = Path.Combine(Stores.Folder(service), $"{path}.json");
        if (Messages.Accepts && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, JsonNode.Parse(serializer.ToJson(Samples.Of(type, type.Name)))!.ToJsonString(Indented) + "\n");
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing");
        var written = File.ReadAllText(file);
        Samples.ShouldContain(JsonNode.Parse(serializer.ToJson(Read(serializer, type, written))), JsonNode.Parse(written), path);
    }

    private static object Read(ISerializer serializer, Type type, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.FromJson(type, stream);
    }
}
