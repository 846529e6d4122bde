using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>A person said how they want to be written to.</summary>
public sealed record PreferencesChosen(ContactId ContactId, Choice Choice, DateTimeOffset At);

/// <summary>A person has had enough of one group of letters, by the link in one of them (RFC 8058).</summary>
public sealed record Unsubscribed(ContactId ContactId, NotificationGroup Group, DateTimeOffset At);

/// <summary>The person asked to be forgotten: what they wanted is forgotten too.</summary>
public sealed record PreferencesForgotten(DateTimeOffset At);

/// <summary>How a person wants to be written to. What nobody chose is as here.</summary>
/// <param name="Language">"sv" or "en"; null is the one that they registered in.</param>
/// <param name="ByEmail">Whether what is not necessary comes by e-mail; what is necessary always does.</param>
/// <param name="BySms">Whether what cannot wait comes to their phone too.</param>
/// <param name="InInbox">Whether everything is to be found in the web front end too.</param>
/// <param name="TurnedOff">The groups that they do not want; never one that is necessary.</param>
/// <param name="QuietHours">When what can wait does; null is never.</param>
/// <param name="ChangesDaily">Whether changes of the programme come together once a day.</param>
/// <param name="OtherChannels">The names of channels without a field of their own by which everything that they take comes too.</param>
public sealed record Choice(
    string? Language = null,
    bool ByEmail = true,
    bool BySms = false,
    bool InInbox = false,
    IReadOnlyList<NotificationGroup>? TurnedOff = null,
    QuietHours? QuietHours = null,
    bool ChangesDaily = false,
    IReadOnlyList<string>? OtherChannels = null)
{
    /// <summary>Channels that have a field of their own here: those that there were when it was first stored.</summary>
    private static readonly string[] WithField = [Channels.Email, Channels.Sms, Channels.Inbox];

    public static bool HasField(string channel) => WithField.Contains(channel);

    public bool WantsBy(string channel) => channel switch
    {
        Channels.Email => ByEmail,
        Channels.Sms => BySms,
        Channels.Inbox => InInbox,
        _ => OtherChannels?.Contains(channel) == true,
    };

    public bool Wants(NotificationGroup group) => KindRules.IsNecessary(group) || TurnedOff?.Contains(group) != true;

    /// <summary>Whether it says the same, in whatever order.</summary>
    public bool IsSame(Choice other) =>
        this with { TurnedOff = null, OtherChannels = null } == other with { TurnedOff = null, OtherChannels = null }
        && (TurnedOff ?? []).ToHashSet().SetEquals(other.TurnedOff ?? [])
        && (OtherChannels ?? []).ToHashSet().SetEquals(other.OtherChannels ?? []);
}

/// <summary>A person's preferences; the stream's id is the contact's.</summary>
public sealed record Preferences : IState<Preferences>, IKnown
{
    public static Preferences Initial { get; } = new();

    /// <summary>What can happen to them.</summary>
    public static Type[] Events { get; } = [typeof(PreferencesChosen), typeof(Unsubscribed), typeof(PreferencesForgotten)];

    public Guid Id { get; set; }

    /// <summary>How many events led here: the ETag.</summary>
    public long Version { get; init; }

    public Choice Choice { get; init; } = new();

    /// <summary>Nothing is left of what the person wanted.</summary>
    public static Decision Forget(Preferences preferences, DateTimeOffset now) =>
        preferences.Choice.IsSame(new Choice()) ? Decision.Nothing : Decision.Of(new PreferencesForgotten(now));

    public Preferences Evolve(object @event) => @event switch
    {
        PreferencesChosen chosen => this with { Version = Version + 1, Choice = chosen.Choice },
        Unsubscribed unsubscribed => this with
        {
            Version = Version + 1,
            Choice = Choice with { TurnedOff = [.. (Choice.TurnedOff ?? []).Append(unsubscribed.Group).Distinct()] },
        },
        PreferencesForgotten => this with { Version = Version + 1, Choice = new Choice() },
        _ => this,
    };
}
