namespace BusinessFocus.Notifications.Content;

/// <summary>Names of channels that other code than their own speaks of, as in the contracts and in the store. A new channel needs none here.</summary>
public static class Channels
{
    /// <summary>The one that everybody has.</summary>
    public const string Email = "email";

    /// <summary>Short, to a phone.</summary>
    public const string Sms = "sms";

    /// <summary>In the web front end.</summary>
    public const string Inbox = "inbox";
}
