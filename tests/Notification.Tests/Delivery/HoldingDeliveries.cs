using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Delivery;

/// <summary>How much an instance claims: given what it holds and what the server last answered.</summary>
public sealed class HoldingDeliveries : IDisposable
{
    private readonly DeliveryWakeup wakeup = new();
    private readonly DeliveriesInHand inHand;

    public HoldingDeliveries() => inHand = new DeliveriesInHand(new TwoConnections(), wakeup, NullLogger<DeliveriesInHand>.Instance);

    [Fact]
    public void No_more_is_claimed_than_the_connections_can_hold()
    {
        inHand.Room.ShouldBe(32);
        inHand.Take(32);
        inHand.Room.ShouldBe(0);
        inHand.Release(5);
        inHand.Room.ShouldBe(5);
    }

    [Fact]
    public void While_the_server_is_away_one_at_a_time_tries_and_all_go_when_it_is_back()
    {
        inHand.Note(new DeliveryResult(DeliveryOutcome.Unavailable, "Connection refused"));
        inHand.IsServerAway.ShouldBeTrue();
        inHand.Room.ShouldBe(1);
        inHand.Take(1);
        inHand.Room.ShouldBe(0);

        inHand.Note(DeliveryResult.Accepted("250"));
        inHand.IsServerAway.ShouldBeFalse();
        inHand.Room.ShouldBe(31);
    }

    [Theory]
    [InlineData(DeliveryOutcome.TryLater)]
    [InlineData(DeliveryOutcome.Refused)]
    [InlineData(DeliveryOutcome.Unreachable)]
    public void What_the_server_says_of_one_letter_holds_up_no_other(DeliveryOutcome kind)
    {
        inHand.Note(new DeliveryResult(kind, "450 4.2.0"));
        inHand.Room.ShouldBe(32);
    }

    [Fact]
    public async Task Whoever_waits_to_claim_is_woken_when_there_is_room()
    {
        inHand.Take(1);
        var waiting = wakeup.WaitAsync("test", Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        inHand.Release(1);
        await waiting.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
    }

    public void Dispose() => wakeup.Dispose();

    private sealed class TwoConnections : IChannel
    {
        public ChannelRules Rules { get; } = new("test", _ => true, recipient => recipient.Address);

        public int Connections => 2;

        public string Span => "test";

        public IChannelConnection NewConnection() => throw new NotSupportedException();
    }
}
