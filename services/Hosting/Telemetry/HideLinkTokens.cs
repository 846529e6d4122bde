using System.Diagnostics;
using BusinessFocus.Domain.Tokens;
using OpenTelemetry;

namespace BusinessFocus.Hosting.Telemetry;

/// <summary>
/// A link's token stands in its address, and addresses stand in traces: whoever reads traces must not be able to open
/// the link.
/// </summary>
public sealed class HideLinkTokens : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.path", "url.full", "http.target", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Addresses)
        {
            if (data.GetTagItem(tag) is string address && TokensInText.Hide(address) is var shown && shown != address)
            {
                data.SetTag(tag, shown);
            }
        }
    }
}
