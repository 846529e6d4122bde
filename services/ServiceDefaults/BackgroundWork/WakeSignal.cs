namespace BusinessFocus.ServiceDefaults.BackgroundWork;

/// <summary>Wakes a loop that waits for work. However often it is pulsed before the loop waits again, it wakes once.</summary>
public sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Pulse()
    {
        if (signal.CurrentCount > 0)
        {
            return;
        }

        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else was quicker: it is already awake.
        }
    }

    /// <returns>Whether it was pulsed; false when <paramref name="atMost"/> is over.</returns>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => signal.Dispose();
}
