using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>What a channel says of itself to those who ask where a message goes. Each that is registered has one.</summary>
/// <param name="Name">As in the contracts and in the store: forever.</param>
/// <param name="Accepts">Which kinds may go by it.</param>
/// <param name="AddressOf">Where somebody is reached by it; null for nowhere.</param>
public sealed record ChannelRules(string Name, Func<KindRule, bool> Accepts, Func<Recipient, string?> AddressOf);
