using JasperFx.Events;
using UUIDNext;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>A domain event as the store has it.</summary>
/// <param name="Id">The event's own id.</param>
/// <param name="Version">Its place in its stream.</param>
/// <param name="At">UTC: when it was appended.</param>
public readonly record struct Fact<TEvent>(TEvent Data, Guid Id, Guid Stream, long Version, DateTimeOffset At);

/// <summary>A message as it goes out.</summary>
/// <param name="MessageId">The same at every repeat: made from the event's id and the message's type (UUID version 5).</param>
public sealed record Publication(Guid MessageId, object Message, IEvent Source);

/// <summary>
/// What a service tells the others: a pure mapping from its domain events to integration events. A service declares
/// it on one page, its <c>Bus/Publishes.cs</c>.
/// </summary>
public sealed class Publications
{
    private readonly Dictionary<Type, List<Mapping>> mappings = [];

    /// <summary>The events that the relay has to read.</summary>
    public IReadOnlyCollection<Type> EventTypes => mappings.Keys;

    /// <summary>Each such event becomes one message, or none where the mapping gives null.</summary>
    public Publications On<TEvent>(Func<Fact<TEvent>, object?> message) where TEvent : notnull =>
        Add<TEvent>(fact => message(fact) is { } one ? [one] : [], latestOnly: false);

    /// <summary>Each such event becomes several messages, each of another type.</summary>
    public Publications OnMany<TEvent>(Func<Fact<TEvent>, IEnumerable<object>> messages) where TEvent : notnull =>
        Add(messages, latestOnly: false);

    /// <summary>Each such event changes a figure of its stream; of a burst, only the latest is told.</summary>
    public Publications Latest<TEvent>(Func<Fact<TEvent>, object> message) where TEvent : notnull =>
        Add<TEvent>(fact => [message(fact)], latestOnly: true);

    /// <summary>These and those of another page; both stay as they are.</summary>
    public Publications And(Publications others)
    {
        var both = new Publications();
        foreach (var (type, list) in mappings.Concat(others.mappings))
        {
            both.mappings[type] = [.. both.mappings.GetValueOrDefault(type) ?? [], .. list];
        }

        return both;
    }

    /// <summary>The messages of a page of events, in the events' order.</summary>
    public IReadOnlyList<Publication> From(IReadOnlyList<IEvent> page)
    {
        var publications = new List<Publication>(page.Count);
        var latest = new Dictionary<(Guid Stream, Type Message), int>();
        foreach (var @event in page)
        {
            if (!mappings.TryGetValue(@event.EventType, out var found))
            {
                continue;
            }

            foreach (var mapping in found)
            {
                foreach (var message in mapping.Messages(@event))
                {
                    if (mapping.LatestOnly)
                    {
                        latest[(@event.StreamId, message.GetType())] = publications.Count;
                    }

                    publications.Add(new Publication(MessageIdFor(@event.Id, message.GetType()), message, @event));
                }
            }
        }

        return latest.Count == 0
            ? publications
            : publications.Where((publication, index) => !IsOvertaken(publication, index, latest)).ToList();
    }

    /// <summary>The id under which an event's message of this type goes out, at every repeat.</summary>
    public static Guid MessageIdFor(Guid eventId, Type message) => Uuid.NewNameBased(eventId, message.FullName!);

    private static bool IsOvertaken(Publication publication, int index, Dictionary<(Guid Stream, Type Message), int> latest) =>
        latest.TryGetValue((publication.Source.StreamId, publication.Message.GetType()), out var last) && index < last;

    private Publications Add<TEvent>(Func<Fact<TEvent>, IEnumerable<object>> messages, bool latestOnly)
        where TEvent : notnull
    {
        if (!mappings.TryGetValue(typeof(TEvent), out var list))
        {
            mappings[typeof(TEvent)] = list = [];
        }

        list.Add(new Mapping(
            @event => messages(new((TEvent)@event.Data, @event.Id, @event.StreamId, @event.Version, @event.Timestamp)),
            latestOnly));
        return this;
    }

    private sealed record Mapping(Func<IEvent, IEnumerable<object>> Messages, bool LatestOnly);
}
