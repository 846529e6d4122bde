using BusinessFocus.Hosting.Privacy;
using BusinessFocus.ServiceDefaults.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Audit;

public static class AuditSetup
{
    public const string EventName = "act_was_audited";

    /// <summary>A service's own entries are kept as long as Identity keeps its copies.</summary>
    public static void AddAuditTrail(this WebApplicationBuilder builder, string service)
    {
        builder.Services.AddSingleton(new AuditedService(service));
        builder.Services.AddSingleton(new RetentionRule(
            AuditKept.In(builder.Configuration),
            (session, before) =>
            {
                // Each entry is a stream of its own, and nothing is made of it: the one kind of event that goes again.
                session.QueueSqlCommand(
                    "delete from mt_streams where id in (select stream_id from mt_events where type = ? and timestamp < ?)", EventName, before);
                session.QueueSqlCommand("delete from mt_events where type = ? and timestamp < ?", EventName, before);
            }));
    }
}
