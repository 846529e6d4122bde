using Marten;
using Marten.Events;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>A kind of event as a store keeps it.</summary>
/// <param name="Name">Its name in the column <c>type</c>. It never changes, whatever the class is called.</param>
/// <param name="Mask">Makes the event that stays when the person in it is forgotten; null where it says nothing about a person.</param>
public sealed record StoredEventType(Type Type, string Name, Func<object, object>? Mask)
{
    public bool IsPersonal => Mask is not null;
}

/// <summary>
/// Every event that a service stores, with the name that it is stored under and how it is masked. A service has one such list, its
/// <c>StoredEvents.cs</c>, which begins with <see cref="Service.EventsOfEveryService"/>; an event that is not in it cannot be appended.
/// </summary>
/// <remarks>
/// A name is forever. Version 1 has the plain name, a later version the same with <c>_v2</c>, <c>_v3</c>: a new meaning is a new
/// version, and what was stored before is read by an upcaster (Marten's <c>Events.Upcast</c>).
/// </remarks>
public sealed class StoredEventTypes
{
    private readonly Dictionary<Type, StoredEventType> byType = [];
    private readonly List<Action<IEventStoreOptions>> maskingRules = [];

    public IReadOnlyCollection<StoredEventType> All => byType.Values;

    /// <summary>The name that an event is stored under, for SQL.</summary>
    public string NameOf<TEvent>() where TEvent : notnull => byType[typeof(TEvent)].Name;

    /// <summary>An event that says nothing about a person: it is never rewritten.</summary>
    public StoredEventTypes Impersonal<TEvent>(string name, int version = 1) where TEvent : class =>
        Add(typeof(TEvent), name, version, mask: null);

    /// <summary>An event with personal data.</summary>
    /// <param name="mask">The event without them; masking twice masks nothing more.</param>
    public StoredEventTypes Personal<TEvent>(string name, Func<TEvent, TEvent> mask, int version = 1) where TEvent : class
    {
        maskingRules.Add(options => options.AddMaskingRuleForProtectedInformation(mask));
        return Add(typeof(TEvent), name, version, @event => mask((TEvent)@event));
    }

    internal void Configure(StoreOptions options)
    {
        foreach (var stored in All)
        {
            options.Events.MapEventType(stored.Type, stored.Name);
        }

        foreach (var rule in maskingRules)
        {
            rule(options.Events);
        }

        options.Listeners.Add(new RefuseUnlisted(byType));
    }

    private StoredEventTypes Add(Type type, string name, int version, Func<object, object>? mask)
    {
        var stored = version == 1 ? name : $"{name}_v{version}";
        if (All.Any(each => each.Name == stored))
        {
            throw new ArgumentException($"Two kinds of events would be stored as {stored}.", nameof(name));
        }

        byType.Add(type, new StoredEventType(type, stored, mask));
        return this;
    }

    /// <summary>An event under the name of its class would be lost with the next rename, and nobody would have thought of masking it.</summary>
    private sealed class RefuseUnlisted(Dictionary<Type, StoredEventType> listed) : DocumentSessionListenerBase
    {
        public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
        {
            foreach (var stream in session.PendingChanges.Streams())
            {
                foreach (var @event in stream.Events)
                {
                    if (!listed.ContainsKey(@event.EventType))
                    {
                        throw new InvalidOperationException($"{@event.EventType} is not among the service's stored events.");
                    }
                }
            }

            return Task.CompletedTask;
        }
    }
}
