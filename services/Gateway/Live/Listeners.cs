using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Telemetry;

namespace BusinessFocus.Gateway.Live;

/// <summary>
/// The live connections of this instance. Each instance receives every message and passes it on to
/// its own listeners, and keeps the latest for those who reconnect.
/// </summary>
public sealed class Listeners
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Listener, byte> listeners = [];
    private readonly Dictionary<object, long> newest = [];
    private readonly RecentEvents recent = new();
    private readonly LiveEventWriter writer;
    private readonly EditionSlugs slugs;

    public Listeners(LiveEventWriter writer, EditionSlugs slugs, IMeterFactory meters)
    {
        (this.writer, this.slugs) = (writer, slugs);
        meters.Create(ServiceTelemetry.SourceName).CreateObservableUpDownCounter(
            "live.listeners", () => listeners.Count, description: "Connections that hear of what happens");
    }

    /// <param name="after">The id of the last that it heard before a break; null for somebody new. What it missed is sent first.</param>
    public void Join(Listener listener, string? after)
    {
        // Nothing is sent between what was missed and what follows.
        lock (gate)
        {
            listener.Send(LiveEvent.Hello);
            if (after is not null)
            {
                if (recent.After(after)?.Where(told => told.Whom(listener)).ToList() is { Count: < Listener.Most - 2 } missed)
                {
                    missed.ForEach(told => listener.Send(told.Event));
                }
                else
                {
                    listener.Send(LiveEvent.Reset(recent.Here));
                }
            }

            listener.Send(LiveEvent.Heartbeat(recent.Here));
            listeners.TryAdd(listener, default);
        }
    }

    /// <summary>Tells it to read what it shows.</summary>
    public void Reset(Listener listener)
    {
        lock (gate)
        {
            listener.Send(LiveEvent.Reset(recent.Here));
        }
    }

    public void Leave(Listener listener) => listeners.TryRemove(listener, out _);

    public async Task SendAsync(SeatsChanged seats, CancellationToken cancellationToken)
    {
        var @event = await writer.WriteAsync("seats", seats.ActivityId, SeatsUpdate.Of(seats), cancellationToken);
        SendNewest(seats.ActivityId, seats.Version, @event, listener => IsOf(listener, seats.EditionId));
    }

    public async Task SendAsync(ProgrammeReleased release, CancellationToken cancellationToken)
    {
        slugs.Learn(release.EditionSlug, release.EditionId);
        var @event = await writer.WriteAsync("programme", (release.EditionId, release.ReleaseVersion), ProgrammeUpdate.Of(release), cancellationToken);
        SendNewest(release.EditionId, release.ReleaseVersion, @event, listener => IsOf(listener, release.EditionId));
    }

    public async Task SendAsync(InboxChanged inbox, CancellationToken cancellationToken)
    {
        var @event = await writer.WriteAsync("inbox", inbox.NotificationId, InboxUpdate.Of(inbox), cancellationToken);
        lock (gate)
        {
            Send(@event, listener => listener.Inbox == inbox.ContactId);
        }
    }

    /// <summary>Sends a heartbeat to every connection, with the id of the last event.</summary>
    public void Beat()
    {
        lock (gate)
        {
            var heartbeat = LiveEvent.Heartbeat(recent.Here);
            foreach (var (listener, _) in listeners)
            {
                listener.Send(heartbeat);
            }
        }
    }

    /// <summary>One at a time, so that an older state never replaces a newer one.</summary>
    private void SendNewest(object subject, long version, LiveEvent @event, Func<Listener, bool> whom)
    {
        lock (gate)
        {
            if (newest.TryGetValue(subject, out var told) && told >= version)
            {
                return;
            }

            newest[subject] = version;
            Send(@event, whom);
        }
    }

    private void Send(LiveEvent @event, Func<Listener, bool> whom)
    {
        var told = recent.Keep(@event, whom);
        foreach (var (listener, _) in listeners)
        {
            if (whom(listener))
            {
                listener.Send(told.Event);
            }
        }
    }

    private bool IsOf(Listener listener, EditionId edition) => listener.Edition is { } wanted && slugs.Names(wanted, edition);
}
