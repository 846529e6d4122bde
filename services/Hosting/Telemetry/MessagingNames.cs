using System.Diagnostics;
using OpenTelemetry;

namespace BusinessFocus.Hosting.Telemetry;

/// <summary>
/// MassTransit 8.5, the last free line, says what a span does by a name that OpenTelemetry's conventions have given up: it is said by today's
/// names, which those who search traces know. What MassTransit says of itself keeps its names.
/// </summary>
public sealed class MessagingNames : BaseProcessor<Activity>
{
    private const string Former = "messaging.operation";

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(Former) is string operation)
        {
            data.SetTag(Former, null);
            data.SetTag("messaging.operation.name", operation);
            data.SetTag("messaging.operation.type", operation is "publish" ? "send" : operation is "consume" or "deliver" ? "process" : operation);
        }
    }
}
