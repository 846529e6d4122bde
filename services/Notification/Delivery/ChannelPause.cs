using BusinessFocus.Domain.Decisions;
using UUIDNext;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>An operator paused a channel: what is to go by it waits.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Reason">In the operator's words, without personal data.</param>
/// <param name="By">The <c>sub</c> of whoever did.</param>
public sealed record ChannelPaused(string Channel, string Reason, string By, DateTimeOffset At);

/// <summary>What waited for the channel goes again.</summary>
/// <param name="By">The <c>sub</c> of whoever resumed it.</param>
public sealed record ChannelResumed(string Channel, string By, DateTimeOffset At);

/// <summary>Whether an operator has paused a channel. Nothing is claimed from its queue meanwhile, see <see cref="ClaimedDeliveries"/>.</summary>
public sealed record ChannelPause : IState<ChannelPause>
{
    private static readonly Guid Names = new("b1c6a7de-52f4-4a0e-8f0b-6f6c1f2a9d35");

    public static ChannelPause Initial { get; } = new();

    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } = [typeof(ChannelPaused), typeof(ChannelResumed)];

    public Guid Id { get; set; }

    /// <summary>How many events led here: the ETag.</summary>
    public long Version { get; init; }

    /// <summary>UTC; null while it is not paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Why it is paused; null while it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>The <c>sub</c> of whoever paused or resumed it last; null before anybody has.</summary>
    public string? By { get; init; }

    /// <summary>UTC: when it was resumed last.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    public bool IsPaused => PausedAt is not null;

    /// <summary>The stream of a channel (UUID version 5).</summary>
    public static Guid IdOf(string channel) => Uuid.NewNameBased(Names, channel);

    /// <summary>Until when nothing could go by the channel: no letter's patience is used up by it. Null where it was never paused.</summary>
    public DateTimeOffset? HeldUntil(DateTimeOffset now) => IsPaused ? now : ResumedAt;

    public ChannelPause Evolve(object @event) => @event switch
    {
        ChannelPaused paused => this with { Version = Version + 1, PausedAt = paused.At, Reason = paused.Reason, By = paused.By },
        ChannelResumed resumed => this with { Version = Version + 1, PausedAt = null, Reason = null, By = resumed.By, ResumedAt = resumed.At },
        _ => this,
    };
}
