using System.Diagnostics;
using Marten;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>
/// Opens sessions whose events carry the trace that caused them: correlation id (the trace), causation id (the
/// span) and the W3C <c>traceparent</c>, with which the relay goes on in the same trace; and who asked for them
/// (<see cref="StoredActors"/>).
/// </summary>
public sealed class TracedSessions(IDocumentStore store, IHttpContextAccessor request) : ISessionFactory
{
    public const string TraceParent = "traceparent";

    public IQuerySession QuerySession() => store.QuerySession();

    public IDocumentSession OpenSession()
    {
        var session = store.LightweightSession();
        if (Activity.Current is { } activity)
        {
            session.CorrelationId = activity.TraceId.ToHexString();
            session.CausationId = activity.SpanId.ToHexString();
            session.SetHeader(TraceParent, activity.Id!);
        }

        session.LastModifiedBy = StoredActors.Of(request.HttpContext);
        return session;
    }
}
