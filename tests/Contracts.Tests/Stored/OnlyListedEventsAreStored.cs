using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests.Stored;

public sealed class OnlyListedEventsAreStored
{
    public static TheoryData<string> Services => new(Stores.All.Select(service => service.Name));

    [Theory, MemberData(nameof(Services))]
    public async Task An_event_that_is_not_in_the_list_cannot_be_appended(string service)
    {
        var database = $"unlisted_{service}_{Guid.NewGuid():N}";
        await Servers.Current.CreateDatabaseAsync(database);
        using var store = Stores.Named(service).OpenStore(Servers.Current.Database(database));
        await using var session = store.LightweightSession();
        session.Events.StartStream(Guid.NewGuid(), new NobodyListedThis("Anna"));

        var refused = await Should.ThrowAsync<InvalidOperationException>(session.SaveChangesAsync(TestContext.Current.CancellationToken));

        refused.Message.ShouldContain(nameof(NobodyListedThis));
        await Servers.Current.DropDatabaseAsync(database);
    }

    [Theory, MemberData(nameof(Services))]
    public void Every_event_of_a_snapshot_or_a_message_is_in_the_list(string service)
    {
        var known = Stores.Named(service);
        ((IReadOnlyStoreOptions)known.Store.Options).Events.AllKnownEventTypes().Select(type => type.EventType)
            .Where(type => type.Namespace!.StartsWith("BusinessFocus", StringComparison.Ordinal))
            .Except(known.Events.All.Select(stored => stored.Type))
            .ShouldBeEmpty();
    }

    private sealed record NobodyListedThis(string Name);
}
