using System.Diagnostics;
using JasperFx.Events;

namespace BusinessFocus.ServiceDefaults.Store;

public static class EventCause
{
    /// <summary>Says who did what led to an event, where a session commits what many asked for; else <see cref="TracedSessions"/> says it of all.</summary>
    /// <param name="by">As <see cref="StoredActors"/> has it.</param>
    public static void SetActor(this IEvent @event, string by) => @event.UserName = by;

    /// <summary>Says which request led to an event, where a session commits what many asked for; else <see cref="TracedSessions"/> says it of all.</summary>
    /// <param name="traceParent">W3C trace context; null where there is none.</param>
    public static void SetCause(this IEvent @event, string? traceParent)
    {
        if (ActivityContext.TryParse(traceParent, null, out var trace))
        {
            @event.CorrelationId = trace.TraceId.ToHexString();
            @event.CausationId = trace.SpanId.ToHexString();
            @event.SetHeader(TracedSessions.TraceParent, traceParent!);
        }
    }
}
