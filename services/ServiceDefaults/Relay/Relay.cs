using System.Diagnostics;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>
/// The transactional outbox, with at-least-once delivery: reads the committed events in their order, publishes what <see cref="Publications"/> makes
/// of them, waits for the broker's confirms, and only then lets Marten store its progress, in a transaction of its own.
/// A crash in between repeats messages under the same ids; it never loses one. Marten elects one leader among the
/// instances of a service.
/// </summary>
public sealed partial class Relay(
    Publications publications, IBus bus, RelayProgress progress, RelaySettings settings, ILogger<Relay> log) : ISubscription
{
    /// <summary>Events per page: a failure repeats the whole page.</summary>
    public const int PageSize = 100;

    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public async Task<IChangeListener> ProcessEventsAsync(
        EventRange page,
        ISubscriptionController controller,
        IDocumentOperations operations,
        CancellationToken cancellationToken)
    {
        await PublishAsync(publications.From(page.Events), cancellationToken);
        progress.Reached(page.SequenceCeiling);
        return NullChangeListener.Instance;
    }

    /// <summary>
    /// Publishes in order and returns when the broker has confirmed all. The publishes are started one after the
    /// other and their confirms awaited together: one confirm at a time would cost one round trip per message. A confirm
    /// that does not come in time never comes, for instance where the broker died just then: the page is published again.
    /// </summary>
    public async Task PublishAsync(IReadOnlyList<Publication> messages, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(settings.ConfirmWithin);
            try
            {
                var confirms = new Task[messages.Count];
                for (var i = 0; i < messages.Count; i++)
                {
                    confirms[i] = PublishAsync(messages[i], limit.Token, cancellationToken);
                }

                await Task.WhenAll(confirms);
                return;
            }
            catch (Exception failure) when ((attempt < Attempts || limit.IsCancellationRequested) && !cancellationToken.IsCancellationRequested)
            {
                LogRepeat(log, failure, messages.Count, attempt);
                await Task.Delay(FirstPause * Math.Min(attempt, Attempts), cancellationToken);
            }
        }
    }

    private async Task PublishAsync(Publication publication, CancellationToken limit, CancellationToken cancellationToken)
    {
        using var span = StartSpan(publication);
        try
        {
            await bus.Publish(
                publication.Message,
                publication.Message.GetType(),
                context =>
                {
                    context.MessageId = publication.MessageId;
                    context.CorrelationId = Guid.TryParseExact(publication.Source.CorrelationId, "N", out var trace) ? trace : null;
                    context.Headers.Set("bf-sequence", publication.Source.Sequence);
                },
                limit);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            // Marten takes a cancellation for a stop, and would leave the page until the next event.
            throw new InvalidOperationException("The bus gave up a publish.", cancelled);
        }
    }

    private static Activity? StartSpan(Publication publication)
    {
        // The relay's own activity (one per page) is not the parent: each message goes on in the trace that caused its event.
        var parent = publication.Source.GetHeader(TracedSessions.TraceParent)?.ToString();
        var span = ActivityContext.TryParse(parent, null, isRemote: true, out var context)
            ? ServiceTelemetry.Source.StartActivity("relay", ActivityKind.Producer, context)
            : ServiceTelemetry.Source.StartActivity("relay", ActivityKind.Producer);

        // By OpenTelemetry's conventions for messaging: a message is created here, and sent in MassTransit's span below.
        var message = publication.Message.GetType();
        return span?
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.operation.name", "relay")
            .SetTag("messaging.operation.type", "create")
            .SetTag("messaging.destination.name", $"{message.Namespace}:{message.Name}")
            .SetTag("messaging.message.id", publication.MessageId.ToString())
            .SetTag("businessfocus.event.sequence", publication.Source.Sequence);
    }

    [LoggerMessage(LogLevel.Warning, "Publishing {Count} messages failed at attempt {Attempt}; repeating")]
    private static partial void LogRepeat(ILogger logger, Exception failure, int count, int attempt);
}
