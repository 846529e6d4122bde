using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.ServiceDefaults.Actors;

public static class ActorsInTheStore
{
    public static void ConfigureActors(this StoreOptions options) => options.Schema.For<KnownAccount>().DocumentAlias("known_account");

    /// <param name="stored">Who did what is to be shown, as <see cref="StoredActors"/> has it.</param>
    public static async Task<ActorNames> ActorNamesAsync(this IQuerySession reads, IEnumerable<string?> stored, CancellationToken cancellationToken)
    {
        var ids = stored.Select(each => Guid.TryParse(each, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToArray();
        return ActorNames.Of(ids.Length == 0 ? [] : await reads.LoadManyAsync<KnownAccount>(cancellationToken, ids));
    }
}
