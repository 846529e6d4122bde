using BusinessFocus.ServiceDefaults.BackgroundWork;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>Wakes the worker when there may be something to send, or room for it.</summary>
public sealed class WebhookWakeup : IDisposable
{
    private readonly WakeSignal signal = new();

    public void Pulse() => signal.Pulse();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => signal.Dispose();
}
