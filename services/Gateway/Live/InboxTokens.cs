using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Gateway.Live;

/// <summary>Whose inbox a token opens, by Notification's keys (folder Notification:Keys), which may be made after the gateway has started.</summary>
public sealed class InboxTokens(string folder, TimeProvider clock)
{
    private readonly PersonalLinks links = new(RotatingKeys.SecretsOfAnother(folder, PersonalLinks.Purpose, clock));

    /// <summary>Null for a token that Notification did not make.</summary>
    public ContactId? Read(string token) => links.Read(token);
}
