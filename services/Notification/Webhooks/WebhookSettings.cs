namespace BusinessFocus.Notifications.Webhooks;

/// <summary>How outside systems are told: the configuration section "Webhooks".</summary>
public sealed record WebhookSettings
{
    /// <summary>How often what is due is looked for.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an instance has what it claimed; longer than any delivery may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After so long without one delivery that arrived, a webhook is disabled.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How long deliveries can be looked at and sent again.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many deliveries an instance has under way.</summary>
    public int AtOnce { get; init; } = 256;

    /// <summary>How many of them to one webhook: a slow one does not hold up the others.</summary>
    public int AtOnceToOne { get; init; } = 16;

    /// <summary>For a laboratory only: receivers on this machine, and without TLS.</summary>
    public bool AllowPrivate { get; init; }
}
