using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Notifications.Webhooks;

[JsonConverter(typeof(IdJson<WebhookId>))]
public readonly record struct WebhookId(Guid Value) : IId<WebhookId>
{
    public static WebhookId New() => new(Guid.CreateVersion7());
    public static WebhookId From(Guid value) => new(value);
    public static bool TryParse(string? text, out WebhookId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>How much a webhook is told of what happened.</summary>
public enum WebhookPayload
{
    /// <summary>Only ids: the receiver reads the rest from the interface, with its own rights.</summary>
    Thin,

    /// <summary>The ids and the public state; never anything of a person.</summary>
    Full,
}

/// <summary>Why a webhook is sent nothing.</summary>
public enum WebhookDisabledBecause
{
    /// <summary>Its receiver answered 410 Gone.</summary>
    Gone,

    /// <summary>Nothing has arrived for days.</summary>
    Failing,

    /// <summary>Who subscribed may not sign in any more, or lost a role.</summary>
    AccessRevoked,
}

/// <summary>Where somebody wants to be told of what happens, and of what.</summary>
/// <param name="Url">Where it is sent to.</param>
/// <param name="Types">Names of <see cref="EventTypes"/>.</param>
/// <param name="Description">For people: what it is for.</param>
/// <param name="Email">Who is written to when it is disabled.</param>
/// <param name="Language">"sv" or "en": of that letter.</param>
public sealed record WebhookTarget(string Url, IReadOnlyList<string> Types, WebhookPayload Payload, string? Description, string Email, string Language)
{
    public WebhookTarget Masked() => this with { Description = null, Email = "" };
}

/// <summary>Somebody wants to be told.</summary>
/// <param name="By">The <c>sub</c> of who subscribed.</param>
/// <param name="Association">The association that is told; null where it is an organiser.</param>
/// <param name="Municipality">Only what belongs to its editions; null for all.</param>
/// <param name="SealedSecret">What is signed with, as <see cref="WebhookSecrets"/> seals it.</param>
public sealed record WebhookSubscribed(
    WebhookId WebhookId, WebhookTarget Target, string By, string? Association, string? Municipality, byte[] SealedSecret, DateTimeOffset At);

public sealed record WebhookChanged(WebhookTarget Target, string By, DateTimeOffset At);

/// <param name="FormerUntil">UTC: until then it is signed with the secret before too.</param>
public sealed record WebhookSecretRotated(byte[] SealedSecret, DateTimeOffset FormerUntil, string By, DateTimeOffset At);

public sealed record WebhookDisabled(WebhookDisabledBecause Because, DateTimeOffset At);

/// <summary>The letter that it is disabled has gone.</summary>
public sealed record WebhookDisabledTold(DateTimeOffset At);

public sealed record WebhookEnabled(string By, DateTimeOffset At);

public sealed record WebhookRemoved(string By, DateTimeOffset At);

/// <summary>A subscription to events: see <see cref="WebhookTarget"/>.</summary>
public sealed record Webhook : IState<Webhook>
{
    public static Webhook Initial { get; } = new();

    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } =
    [
        typeof(WebhookSubscribed), typeof(WebhookChanged), typeof(WebhookSecretRotated), typeof(WebhookDisabled), typeof(WebhookDisabledTold),
        typeof(WebhookEnabled), typeof(WebhookRemoved),
    ];

    public Guid Id { get; set; }

    /// <summary>How many events led here: the ETag.</summary>
    public long Version { get; init; }

    /// <summary>Null before it is subscribed, and when it is removed.</summary>
    public WebhookTarget? Target { get; init; }

    /// <summary>The <c>sub</c> of who subscribed it, or changed or enabled it last: when their access is revoked, it is disabled.</summary>
    public string By { get; init; } = "";

    public string? Association { get; init; }

    public string? Municipality { get; init; }

    public byte[] SealedSecret { get; init; } = [];

    /// <summary>The one before, as long as it is signed with too.</summary>
    public byte[]? FormerSealedSecret { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset SubscribedAt { get; init; }

    /// <summary>Null where it is sent to.</summary>
    public WebhookDisabledBecause? DisabledBecause { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Whether the letter that it is disabled has gone.</summary>
    public bool IsTold { get; init; }

    public bool IsEnabled => Target is not null && DisabledBecause is null;

    public Webhook Evolve(object @event)
    {
        var after = @event switch
        {
            WebhookSubscribed subscribed => this with
            {
                Target = subscribed.Target,
                By = subscribed.By,
                Association = subscribed.Association,
                Municipality = subscribed.Municipality,
                SealedSecret = subscribed.SealedSecret,
                SubscribedAt = subscribed.At,
            },
            WebhookChanged changed => this with { Target = changed.Target, By = changed.By },
            WebhookSecretRotated rotated => this with
            {
                SealedSecret = rotated.SealedSecret,
                FormerSealedSecret = SealedSecret,
                FormerUntil = rotated.FormerUntil,
            },
            WebhookDisabled disabled => this with { DisabledBecause = disabled.Because, DisabledAt = disabled.At, IsTold = false },
            WebhookDisabledTold => this with { IsTold = true },
            WebhookEnabled enabled => this with { By = enabled.By, DisabledBecause = null, DisabledAt = null, IsTold = false },
            WebhookRemoved => Initial with { Id = Id, Version = Version, By = By },
            _ => this,
        };
        return ReferenceEquals(after, this) ? this : after with { Version = Version + 1 };
    }
}
