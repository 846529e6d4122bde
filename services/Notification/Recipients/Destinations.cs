using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>Where a decision goes.</summary>
/// <param name="Recipient">With the address on that channel, in the language that they want.</param>
/// <param name="Suppressed">Why it is not sent after all; null where it is.</param>
public sealed record Destination(string Channel, Recipient Recipient, SuppressedBecause? Suppressed = null);

/// <summary>Which channels a decision takes to a person: what the person wants, within what is necessary.</summary>
public static class Destinations
{
    /// <param name="channels">Those that this service has.</param>
    /// <returns>At least one: where somebody wants to hear nothing of the kind, it says so.</returns>
    public static IReadOnlyList<Destination> Of(NotificationKind kind, Recipient recipient, Choice choice, IReadOnlyList<ChannelRules> channels)
    {
        var addressed = recipient with { Language = choice.Language ?? recipient.Language };
        var (rule, hasEmail) = (KindRules.Of(kind), recipient.Address.Length > 0);
        List<Destination> destinations = [];
        foreach (var channel in channels.Where(channel => (IsWanted(channel) && channel.Accepts(rule)) || IsInPlaceOfEmail(channel)))
        {
            if (channel.AddressOf(recipient) is { } address)
            {
                destinations.Add(new Destination(channel.Name, addressed with { Address = address }));
            }
        }

        var why = hasEmail || !choice.Wants(rule.Group) ? SuppressedBecause.TurnedOff : SuppressedBecause.NoAddress;
        return destinations.Count > 0 ? destinations : [new Destination(Channels.Email, addressed, why)];

        // What is necessary always comes by e-mail, which nearly everybody has.
        bool IsWanted(ChannelRules channel) =>
            choice.Wants(rule.Group) && (choice.WantsBy(channel.Name) || (channel.Name == Channels.Email && !rule.CanBeTurnedOff));

        // Who has no e-mail has the phone for it: for what is necessary, and for what cannot wait.
        bool IsInPlaceOfEmail(ChannelRules channel) =>
            !hasEmail && channel.Name == Channels.Sms && choice.Wants(rule.Group) && (!rule.CanBeTurnedOff || channel.Accepts(rule));
    }
}
