using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Store;

/// <summary>Two who change a document at the same time, in the real store: the second is refused, and told so.</summary>
public sealed class ReplacingDocuments(Echo echo) : IAsyncLifetime
{
    private DocumentStore store = null!;

    public ValueTask InitializeAsync()
    {
        store = DocumentStore.For(options =>
        {
            options.Connection(echo.Service.ConnectionString);
            options.ConfigureEventStore();
            options.DatabaseSchemaName = "replacing";
            options.Schema.For<Guesses>().UseOptimisticConcurrency(true);
            options.Schema.For<Unchecked>();
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_two_that_were_decided_on_the_same_the_second_is_refused()
    {
        var id = await MadeAsync();
        await using var one = store.LightweightSession();
        await using var other = store.LightweightSession();
        var (seen, alsoSeen) = (await ReadAsync(one, id), await ReadAsync(other, id));
        one.Replace(seen, seen with { Count = seen.Count + 1 });
        other.Replace(alsoSeen, alsoSeen with { Count = alsoSeen.Count + 1 });

        await one.SaveChangesAsync();

        await RefusedAsync(other);
    }

    [Fact]
    public async Task The_same_for_those_that_a_query_has_found()
    {
        var id = await MadeAsync();
        await using var one = store.LightweightSession();
        await using var other = store.LightweightSession();
        var seen = await one.Query<Guesses>().SingleAsync(each => each.Id == id);
        var alsoSeen = await other.Query<Guesses>().SingleAsync(each => each.Id == id);
        one.Replace(seen, seen with { Count = 1 });
        other.Replace(alsoSeen, alsoSeen with { Count = 1 });

        await one.SaveChangesAsync();

        await RefusedAsync(other);
    }

    [Fact]
    public async Task Many_at_once_are_all_counted_where_the_refused_try_again()
    {
        const int Many = 20;
        var id = await MadeAsync();

        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(CountAsync)));

        await using var reads = store.QuerySession();
        (await reads.LoadAsync<Guesses>(id))!.Count.ShouldBe(Many);

        async Task CountAsync()
        {
            while (true)
            {
                await using var session = store.LightweightSession();
                var seen = await ReadAsync(session, id);
                session.Replace(seen, seen with { Count = seen.Count + 1 });
                try
                {
                    await session.SaveChangesAsync();
                    return;
                }
                catch (Exception refused) when (ConcurrencyErrors.IsOne(refused))
                {
                }
            }
        }
    }

    [Fact]
    public async Task Of_two_first_ones_the_second_is_refused()
    {
        var id = Guid.NewGuid();
        await using var one = store.LightweightSession();
        await using var other = store.LightweightSession();
        one.Replace(null, new Guesses(id, 1));
        other.Replace(null, new Guesses(id, 1));

        await one.SaveChangesAsync();

        await RefusedAsync(other);
    }

    [Fact]
    public async Task What_was_deleted_meanwhile_does_not_come_back()
    {
        var id = await MadeAsync();
        await using var one = store.LightweightSession();
        await using var other = store.LightweightSession();
        var seen = await ReadAsync(other, id);
        one.Delete<Guesses>(id);
        await one.SaveChangesAsync();
        other.Replace(seen, seen with { Count = 1 });

        await RefusedAsync(other);

        await using var reads = store.QuerySession();
        (await reads.LoadAsync<Guesses>(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_nothing_would_be_checked_it_cannot_be_asked_for()
    {
        var id = await MadeAsync();
        await using var session = store.LightweightSession();
        var unread = new Guesses(id, 0);

        Should.Throw<InvalidOperationException>(() => session.Replace(null, new Unchecked(id)));
        Should.Throw<InvalidOperationException>(() => session.Replace(unread, unread with { Count = 1 }));
    }

    private static async Task RefusedAsync(IDocumentSession session) =>
        ConcurrencyErrors.IsOne(await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync())).ShouldBeTrue();

    private static async Task<Guesses> ReadAsync(IDocumentSession session, Guid id) => (await session.LoadAsync<Guesses>(id)).ShouldNotBeNull();

    private async Task<Guid> MadeAsync()
    {
        var id = Guid.NewGuid();
        await using var session = store.LightweightSession();
        session.Insert(new Guesses(id, 0));
        await session.SaveChangesAsync();
        return id;
    }

    public sealed record Guesses(Guid Id, int Count);

    public sealed record Unchecked(Guid Id);
}
