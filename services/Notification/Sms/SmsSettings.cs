namespace BusinessFocus.Notifications.Sms;

/// <summary>The provider of messages to phones: the configuration section "Sms". There is the channel only where there is a provider.</summary>
public sealed record SmsSettings
{
    /// <summary>Where messages are posted to; null where there is no provider.</summary>
    public Uri? Url { get; init; }

    /// <summary>What we show the provider.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Who a message is from: a number, or up to eleven letters.</summary>
    public string From { get; init; } = "BizFocus";

    /// <summary>How many messages go at once.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>A text is shortened to so many segments; its link is not.</summary>
    public int MostSegments { get; init; } = 3;

    /// <summary>The key that the provider signs its reports with (Standard Webhooks: "whsec_" and base64); null where it sends none.</summary>
    public string? CallbackSecret { get; init; }
}
