using System.Collections.Concurrent;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;
using Marten.Services;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Wakes a channel's worker as soon as there is something to deliver; however often it is pulsed meanwhile, once (coalesced wake-up).</summary>
public sealed class DeliveryWakeup : IDisposable
{
    private readonly ConcurrentDictionary<string, WakeSignal> signals = [];

    public void Pulse(string channel) => SignalOf(channel).Pulse();

    /// <summary>Until it is woken, or <paramref name="atMost"/> is over.</summary>
    public Task WaitAsync(string channel, TimeSpan atMost, CancellationToken cancellationToken) =>
        SignalOf(channel).WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        foreach (var signal in signals.Values)
        {
            signal.Dispose();
        }
    }

    private WakeSignal SignalOf(string channel) => signals.GetOrAdd(channel, _ => new WakeSignal());
}

/// <summary>Pulses the wakeup after a commit with letters in it.</summary>
public sealed class WakeDeliveryOnCommit(DeliveryWakeup wakeup) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var channel in commit.Inserted.OfType<RenderedMessage>().Select(letter => letter.Channel).Distinct())
        {
            wakeup.Pulse(channel);
        }

        return Task.CompletedTask;
    }
}
