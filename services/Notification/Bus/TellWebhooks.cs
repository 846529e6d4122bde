using System.Diagnostics;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Webhooks;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// In front of each consumer, behind the inbox: what outside systems are to be told of a message is stored in the commit that takes it in, so that
/// it costs no queue and no commit of its own.
/// </summary>
public sealed class TellWebhooks<T>(IDocumentSession session, WebhookBodies bodies, IConfiguration configuration, TimeProvider clock) : IFilter<ConsumeContext<T>> where T : class
{
    private static readonly EventType? Type = EventTypes.Of(typeof(T));

    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        if (Type is not null && context.MessageId is { } message)
        {
            var (told, now) = (Type.Read(context.Message), clock.GetUtcNow());
            var at = told.At ?? context.SentTime ?? now.UtcDateTime;
            session.TellWebhooks(
                Type,
                told,
                message,
                bodies.Write(Type.Name, at, told.Ids),
                bodies.Write(Type.Name, at, told.Ids.Concat(told.State)),
                Activity.Current?.Id,
                OwnMunicipality.DefaultOf(configuration),
                now);
        }
        else if (context.Message is AccessRevoked { SessionId: null } revoked)
        {
            await DisableAsync(revoked, context.CancellationToken);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("webhooks");

    /// <summary>Who may do less than before is told nothing until they enable it again, with what they may do now.</summary>
    private async Task DisableAsync(AccessRevoked revoked, CancellationToken cancellationToken)
    {
        var theirs = await session.Query<Webhook>().Where(webhook => webhook.By == revoked.Subject).Select(webhook => webhook.Id).ToListAsync(cancellationToken);
        foreach (var id in theirs)
        {
            var writing = await session.Events.FetchForWriting<Webhook>(id, cancellationToken);
            var decision = DisableWebhook.Decide(writing.Aggregate ?? Webhook.Initial, WebhookDisabledBecause.AccessRevoked, revoked.At);
            writing.AppendMany(decision.Events);
        }
    }
}
