using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>A stream within a batch: what was loaded, and what the commands so far made of it.</summary>
/// <param name="seats">As it was loaded.</param>
/// <param name="loaded">The version that it had then.</param>
internal sealed class StreamInBatch(ActivitySeats seats, long loaded)
{
    public long Loaded => loaded;

    public ActivitySeats Seats { get; private set; } = seats;

    public List<object> Events { get; } = [];

    public long Version => loaded + Events.Count;

    /// <param name="cause">The trace of the request that it came of.</param>
    /// <param name="by">As <see cref="StoredActors"/> has it.</param>
    public void Append(object data, string? cause, string by, IDocumentSession session)
    {
        var before = Seats;
        Seats = before.Evolve(data);
        var @event = session.Events.BuildEvent(data);

        // One session is shared by many requests here, so each event gets its own trace, and who asked for it.
        @event.SetCause(cause);
        @event.SetActor(by);
        Events.Add(@event);
        SeatIndex.Write(session, before, Seats, data);
    }
}
