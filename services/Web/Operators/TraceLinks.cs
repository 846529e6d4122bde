namespace BusinessFocus.Web.Operators;

/// <summary>Where traces are looked at, by the setting <c>Links:Traces</c>: an address, in which <c>{messageId}</c> is filled in where it has that.</summary>
public sealed class TraceLinks(string? setting)
{
    private const string MessageId = "{messageId}";

    /// <summary>Null where none is configured.</summary>
    public string? Start { get; } = Uri.TryCreate(setting?.Replace(MessageId, "", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
            ? address.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>Of one message; null where it has no id, or the viewer is not asked by it.</summary>
    public string? Of(string? messageId) => Start is not null && messageId is not null && setting!.Contains(MessageId, StringComparison.Ordinal)
        ? setting.Replace(MessageId, Uri.EscapeDataString(messageId), StringComparison.Ordinal)
        : null;
}
