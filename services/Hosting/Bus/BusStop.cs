using Microsoft.Extensions.Hosting;

namespace BusinessFocus.Hosting.Bus;

/// <summary>Tells message handling that the service stops: whatever waits gives up, and unfinished messages go back to their queues.</summary>
public sealed class BusStop : IDisposable
{
    private readonly CancellationTokenSource begun;

    public BusStop(IHostApplicationLifetime lifetime)
    {
        begun = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        Token = begun.Token;
    }

    /// <summary>Still readable after disposal: that is when it matters most.</summary>
    public CancellationToken Token { get; }

    public bool HasBegun => Token.IsCancellationRequested;

    public Task BeginAsync() => HasBegun ? Task.CompletedTask : begun.CancelAsync();

    public void Dispose()
    {
        // Whatever still runs in a service that is disposed of must not take it for one that goes on.
        begun.Cancel();
        begun.Dispose();
    }
}
