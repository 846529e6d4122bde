using System.Linq.Expressions;
using Marten;
using Marten.Services.BatchQuerying;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>A read model or an own state that this service can look up: from others' messages, or from what it wrote itself.</summary>
public interface IKnown
{
    Guid Id { get; }
}

/// <summary>
/// What is known while a message is handled: what is stored, and over it what the message has just taught. Wanted
/// facts are fetched together, in one round trip; after the <see cref="Locks"/> are held.
/// </summary>
public sealed class KnownFacts(IDocumentSession session)
{
    private readonly Dictionary<(Type, Guid), IKnown?> facts = [];
    private readonly Dictionary<Type, Wanted> wanted = [];

    private readonly List<Func<IBatchedQuery, Func<Task>>> searches = [];

    private sealed record Wanted(HashSet<Guid> Ids, Func<IBatchedQuery, Guid[], Func<Task>> Load);

    /// <summary>The next <see cref="FetchAsync"/> brings these, where they are not here yet.</summary>
    public KnownFacts Want<T>(params IEnumerable<Guid> ids) where T : class, IKnown
    {
        foreach (var id in ids.Where(id => !facts.ContainsKey((typeof(T), id))))
        {
            if (!wanted.TryGetValue(typeof(T), out var group))
            {
                wanted[typeof(T)] = group = new Wanted([], Load<T>);
            }

            group.Ids.Add(id);
        }

        return this;
    }

    /// <summary>The next <see cref="FetchAsync"/> looks for these too.</summary>
    /// <returns>What was found, when it has.</returns>
    public Func<IReadOnlyList<T>> Want<T>(Expression<Func<T, bool>> which) where T : class, IKnown
    {
        IReadOnlyList<T> found = [];
        searches.Add(batch =>
        {
            var searching = batch.Query<T>().Where(which).ToList();
            return async () => found = await searching;
        });
        return () => found;
    }

    public async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (wanted.Count == 0 && searches.Count == 0)
        {
            return;
        }

        var batch = session.CreateBatchQuery();
        var loads = wanted.Values.Select(group => group.Load(batch, [.. group.Ids])).Concat(searches.Select(search => search(batch))).ToList();
        await batch.Execute(cancellationToken);
        foreach (var load in loads)
        {
            await load();
        }

        wanted.Clear();
        searches.Clear();
    }

    /// <summary>One that was fetched or learnt; null when it is not known.</summary>
    public T? Find<T>(Guid id) where T : class, IKnown => (T?)facts[(typeof(T), id)];

    /// <summary>From now on this is known, and stored in the session's commit.</summary>
    public void Learn<T>(T fact) where T : class, IKnown
    {
        facts[(typeof(T), fact.Id)] = fact;
        session.Store(fact);
    }

    private Func<Task> Load<T>(IBatchedQuery batch, Guid[] ids) where T : class, IKnown
    {
        var loading = batch.LoadMany<T>().ById(ids);
        return async () =>
        {
            foreach (var id in ids)
            {
                facts[(typeof(T), id)] = null;
            }

            foreach (var fact in await loading)
            {
                facts[(typeof(T), fact.Id)] = fact;
            }
        };
    }
}
