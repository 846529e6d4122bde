using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.ServiceDefaults.Telemetry;

namespace BusinessFocus.Gateway.Live;

/// <summary>
/// Everybody who listens to this instance. Each instance hears all that is told on the bus and passes it on to its own
/// listeners; nothing is kept but which versions were told, so that an older one is not, and which slug an edition has.
/// </summary>
public sealed class Audience
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<Listener, byte> listeners = [];
    private readonly Dictionary<object, long> newest = [];
    private readonly ConcurrentDictionary<string, EditionId> editions = [];
    private readonly LiveEventWriter writer;

    public Audience(LiveEventWriter writer, IMeterFactory meters)
    {
        this.writer = writer;
        meters.Create(ServiceTelemetry.SourceName).CreateObservableUpDownCounter(
            "live.listeners", () => listeners.Count, description: "Connections that hear of what happens");
    }

    public void Join(Listener listener) => listeners.TryAdd(listener, default);

    public void Leave(Listener listener) => listeners.TryRemove(listener, out _);

    public async Task TellAsync(SeatsChanged seats, CancellationToken cancellationToken)
    {
        var @event = await writer.WriteAsync("seats", $"{seats.ActivityId}:{seats.Version}", seats.ActivityId, SeatsNews.Of(seats), cancellationToken);
        TellNewest(seats.ActivityId, seats.Version, @event, listener => IsOf(listener, seats.EditionId));
    }

    public async Task TellAsync(ProgrammeReleased release, CancellationToken cancellationToken)
    {
        editions[release.EditionSlug] = release.EditionId;
        var id = $"{release.EditionId}:{release.ReleaseVersion}";
        var @event = await writer.WriteAsync("programme", id, id, ProgrammeNews.Of(release), cancellationToken);
        TellNewest(release.EditionId, release.ReleaseVersion, @event, listener => IsOf(listener, release.EditionId));
    }

    public async Task TellAsync(InboxChanged inbox, CancellationToken cancellationToken)
    {
        var @event = await writer.WriteAsync("inbox", inbox.NotificationId.ToString(), inbox.NotificationId, InboxNews.Of(inbox), cancellationToken);
        Tell(@event, listener => listener.Inbox == inbox.ContactId);
    }

    public void Tell(LiveEvent @event, Func<Listener, bool> whom)
    {
        foreach (var (listener, _) in listeners)
        {
            if (whom(listener))
            {
                listener.Tell(@event);
            }
        }
    }

    /// <summary>One at a time, so that what is older never takes the place of what is newer.</summary>
    private void TellNewest(object subject, long version, LiveEvent @event, Func<Listener, bool> whom)
    {
        lock (gate)
        {
            if (newest.TryGetValue(subject, out var told) && told >= version)
            {
                return;
            }

            newest[subject] = version;
            Tell(@event, whom);
        }
    }

    private bool IsOf(Listener listener, EditionId edition) => listener.Edition is { } wanted
        && (EditionId.TryParse(wanted, out var id) || editions.TryGetValue(wanted, out id))
        && id == edition;
}
