using Marten;

namespace BusinessFocus.Notification.Knowledge;

/// <summary>Something that this service knows from others' messages or from its own letters.</summary>
public interface IKnown
{
    Guid Id { get; }
}

/// <summary>
/// What is known while a message is dealt with: what is stored, and over it what the message has just taught. Fetch
/// after the <see cref="Locks"/> are held.
/// </summary>
public sealed class KnownFacts(IDocumentSession session)
{
    private readonly Dictionary<(Type, Guid), IKnown?> facts = [];

    /// <summary>Makes these available to <see cref="Find{T}"/>.</summary>
    public async Task FetchAsync<T>(IEnumerable<Guid> ids, CancellationToken cancellationToken) where T : class, IKnown
    {
        var missing = ids.Where(id => !facts.ContainsKey((typeof(T), id))).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        missing.ForEach(id => facts[(typeof(T), id)] = null);
        foreach (var fact in await session.LoadManyAsync<T>(cancellationToken, missing))
        {
            facts[(typeof(T), fact.Id)] = fact;
        }
    }

    public async Task<T?> FetchAsync<T>(Guid id, CancellationToken cancellationToken) where T : class, IKnown
    {
        await FetchAsync<T>([id], cancellationToken);
        return Find<T>(id);
    }

    /// <summary>One that was fetched; null when it is not known.</summary>
    public T? Find<T>(Guid id) where T : class, IKnown => (T?)facts[(typeof(T), id)];

    /// <summary>From now on this is known, and stored in the session's commit.</summary>
    public void Learn<T>(T fact) where T : class, IKnown
    {
        facts[(typeof(T), fact.Id)] = fact;
        session.Store(fact);
    }
}
