using BusinessFocus.Notification.Writing;
using Marten;
using Marten.Services;

namespace BusinessFocus.Notification.Delivery;

/// <summary>Wakes the courier as soon as there is something to carry.</summary>
public sealed class CourierWakeup : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Pulse()
    {
        if (signal.CurrentCount == 0)
        {
            try
            {
                signal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else was quicker: it is awake already.
            }
        }
    }

    /// <summary>Until it is woken, or <paramref name="atMost"/> is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => signal.Dispose();
}

/// <summary>Pulses the wakeup after a commit with letters in it.</summary>
public sealed class WakeCourierOnCommit(CourierWakeup wakeup) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.Inserted.OfType<Letter>().Any())
        {
            wakeup.Pulse();
        }

        return Task.CompletedTask;
    }
}
