using BusinessFocus.Domain.People;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace BusinessFocus.Hosting.Telemetry;

/// <summary>
/// An exception tells what it was given, which may be somebody's address or number: its words are sent masked. Named as OpenTelemetry's
/// conventions for exceptions in logs have it.
/// </summary>
public sealed class HidePersonalData : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is { } exception)
        {
            data.Attributes =
            [
                .. data.Attributes ?? [],
                new("exception.type", exception.GetType().FullName),
                new("exception.message", PersonalData.Masked(exception.Message)),
                new("exception.stacktrace", PersonalData.Masked(exception.ToString())),
            ];
            data.Exception = null;
        }
    }
}
