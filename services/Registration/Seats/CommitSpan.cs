using System.Diagnostics;
using BusinessFocus.Hosting.Telemetry;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The span of a commit that several requests share, with the database's spans below it. It stands in the trace of the first of them, and
/// the requests of the others link to it: a span has one parent.
/// </summary>
public static class CommitSpan
{
    /// <returns>Null where no request is traced.</returns>
    public static Activity? Start(IEnumerable<Activity?> causes)
    {
        var traced = causes.OfType<Activity>().Where(cause => cause.Recorded).ToList();
        if (traced is not [var first, .. var others])
        {
            return null;
        }

        var span = ServiceTelemetry.Source.StartActivity("commit seats", ActivityKind.Internal, first.Context);
        if (span is not null)
        {
            span.SetTag("businessfocus.requests", traced.Count);
            others.ForEach(other => other.AddLink(new ActivityLink(span.Context)));
        }

        return span;
    }
}
