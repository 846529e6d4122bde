namespace BusinessFocus.Notifications.Tests;

/// <summary>The real clock, put forward as a test likes: what waits for a while waits as long as ever.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void MoveTo(DateTimeOffset time) => Interlocked.Add(ref ahead, (time - GetUtcNow()).Ticks);
}
