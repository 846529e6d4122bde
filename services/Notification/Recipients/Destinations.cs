using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Notices;

namespace BusinessFocus.Notification.Recipients;

/// <summary>Where a decision goes.</summary>
/// <param name="Recipient">With the address on that channel, in the language that they want.</param>
/// <param name="Suppressed">Why it is not sent after all; null where it is.</param>
public sealed record Destination(string Channel, Recipient Recipient, SuppressedBecause? Suppressed = null);

/// <summary>Which channels a decision takes to a person: what the person wants, within what is necessary.</summary>
public static class Destinations
{
    /// <param name="there">The channels that this service has.</param>
    /// <returns>At least one: where somebody wants to hear nothing of the kind, it says so.</returns>
    public static IReadOnlyList<Destination> Of(NotificationKind kind, Recipient recipient, Choice choice, IReadOnlySet<string> there)
    {
        var addressed = recipient with { Language = choice.Language ?? recipient.Language };
        var rule = KindRules.Of(kind);
        if (!choice.Wants(rule.Group))
        {
            return [new Destination(Channels.Email, addressed, SuppressedBecause.TurnedOff)];
        }

        var destinations = new List<Destination>();
        if (choice.ByEmail || !rule.CanBeTurnedOff)
        {
            destinations.Add(new Destination(Channels.Email, addressed));
        }

        if (choice.BySms && rule.Channels.Contains(Channels.Sms) && recipient.Phone is { } phone && there.Contains(Channels.Sms))
        {
            destinations.Add(new Destination(Channels.Sms, addressed with { Address = phone }));
        }

        if (choice.InInbox && rule.Channels.Contains(Channels.Inbox) && there.Contains(Channels.Inbox))
        {
            destinations.Add(new Destination(Channels.Inbox, addressed));
        }

        return destinations.Count > 0 ? destinations : [new Destination(Channels.Email, addressed, SuppressedBecause.TurnedOff)];
    }
}
