using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Pausing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Pausing;

/// <summary>Pausing a channel, and what a pause means for what failed before or after it: given, when, then.</summary>
public sealed class PauseDecisions
{
    private static readonly DateTimeOffset Later = Some.Now.AddDays(2);

    private readonly ChannelPause paused = Given(new ChannelPaused(Channels.Email, "Leverantören byter server", "olle", Some.Now));

    [Fact]
    public void It_is_paused_with_a_reason() =>
        When(ChannelPause.Initial, isPaused: true, " Fel avsändare ").ShouldBe([new ChannelPaused(Channels.Email, "Fel avsändare", "eva", Later)]);

    [Fact]
    public void It_is_resumed() => When(paused, isPaused: false, null).ShouldBe([new ChannelResumed(Channels.Email, "eva", Later)]);

    [Fact]
    public void What_is_paused_keeps_why_and_what_is_not_stays_so()
    {
        When(paused, isPaused: true, "Något annat").ShouldBeEmpty();
        When(ChannelPause.Initial, isPaused: false, null).ShouldBeEmpty();
        When(Given(paused, new ChannelResumed(Channels.Email, "eva", Later)), isPaused: false, null).ShouldBeEmpty();
    }

    [Fact]
    public void Who_did_it_when_and_why_is_known_as_long_as_it_is_paused()
    {
        (paused.IsPaused, paused.Reason, paused.By, paused.PausedAt).ShouldBe((true, "Leverantören byter server", "olle", Some.Now));
        var resumed = Given(paused, new ChannelResumed(Channels.Email, "eva", Later));
        (resumed.IsPaused, resumed.Reason, resumed.PausedAt, resumed.ResumedAt).ShouldBe((false, null, null, Later));
        (paused.Version, resumed.Version).ShouldBe((1, 2));
    }

    [Theory]
    [InlineData(true, null, false)]
    [InlineData(true, " ", false)]
    [InlineData(true, "Därför", true)]
    [InlineData(false, null, true)]
    public void A_reason_is_needed_to_pause_alone(bool isPaused, string? reason, bool isGood) =>
        new ChangeChannel.Validator().Validate(new ChangeChannel.Request(isPaused, reason)).IsValid.ShouldBe(isGood);

    [Fact]
    public void What_waited_for_a_paused_channel_is_tried_for_as_long_as_what_is_new()
    {
        var policy = new RetryPolicy(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), TimeSpan.FromDays(1));
        var waited = Notification.Initial with { State = NotificationState.HandedOver, Attempts = 1, ComposedAt = Some.Now };
        var resumed = Given(paused, new ChannelResumed(Channels.Email, "eva", Later));
        var later = new DeliveryResult(DeliveryOutcome.TryLater, "450");

        Deliver.Conclude(waited, later, policy, 0, Later, resumed.HeldUntil(Later)).Events.ShouldHaveSingleItem().ShouldBeOfType<Deferred>();
        Deliver.Conclude(waited, later, policy, 0, Later, paused.HeldUntil(Later)).Events.ShouldHaveSingleItem().ShouldBeOfType<Deferred>("in hand as it was paused");
        Deliver.Conclude(waited, later, policy, 0, Later.AddDays(1), resumed.HeldUntil(Later.AddDays(1))).Events.ShouldHaveSingleItem().ShouldBeOfType<GivenUp>();
        Deliver.Conclude(waited, later, policy, 0, Later).Events.ShouldHaveSingleItem().ShouldBeOfType<GivenUp>("it was never paused");
    }

    private static ChannelPause Given(params object[] events) => Given(ChannelPause.Initial, events);

    private static ChannelPause Given(ChannelPause before, params object[] events) => events.Aggregate(before, (state, @event) => state.Evolve(@event));

    private static IReadOnlyList<object> When(ChannelPause pause, bool isPaused, string? reason) =>
        ChangeChannel.Decide(pause, Channels.Email, new ChangeChannel.Request(isPaused, reason), "eva", Later) is { Refusal: null } decision ? decision.Events : [];
}
