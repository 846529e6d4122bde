using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Notifications.Tests;

/// <summary>The real clock, put forward as a test likes: what waits for a while waits as long as ever.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void MoveTo(DateTimeOffset time) => Interlocked.Add(ref ahead, (time - GetUtcNow()).Ticks);
}

/// <summary>The service by such a clock, which the tests of a class put forward one after the other.</summary>
public sealed class ServiceByMovableClock : SharedService
{
    internal MovableClock Clock { get; } = new();

    private protected override Task<NotificationService> StartAsync(Func<string, SmtpReply?> refuse) => NotificationService.StartAsync(refuse, clock: Clock);
}
