using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace BusinessFocus.Hosting.Telemetry;

/// <summary>
/// A link's token stands in its address, and addresses stand in traces: whoever reads traces must not be able to open
/// the link. Any part of a path that is as long as a token is left out, whatever it is.
/// </summary>
public sealed partial class HideLinkTokens : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.path", "url.full", "http.target", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Addresses)
        {
            if (data.GetTagItem(tag) is string address && LongSegment().IsMatch(address))
            {
                data.SetTag(tag, LongSegment().Replace(address, "/…"));
            }
        }
    }

    /// <summary>An id has 36 characters, a token 43 and more.</summary>
    [GeneratedRegex(@"/[A-Za-z0-9_.~%-]{40,}(?=[/?#]|\z)")]
    private static partial Regex LongSegment();
}
