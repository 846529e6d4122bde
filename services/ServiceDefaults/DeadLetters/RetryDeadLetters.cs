using System.Security.Claims;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>
/// Puts messages back in the queues where they failed, as they were. They are marked when the broker has confirmed them: a crash
/// in between leaves them waiting, and a second retry is dropped by the inbox.
/// </summary>
public static class RetryDeadLetters
{
    private const int AtOnce = 100;
    private const int MostInACall = 1_000;

    public static void MapRetryDeadLetters(this IEndpointRouteBuilder operations)
    {
        operations.MapPost("/dead-letters/{id}/retry", OneAsync).Audited();
        operations.MapPost("/dead-letters/retry", AllAsync).Validates<RetryDeadLettersRequest>().Audited();
    }

    /// <summary>The broker is away, or went while it was asked.</summary>
    private static bool IsAway(Exception failure) => failure is BrokerUnreachableException or OperationInterruptedException or IOException;

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> OneAsync(
        DeadLetterId id,
        ClaimsPrincipal user,
        IDocumentSession session,
        DeadLetterQueues queues,
        DeadLetterMetrics metrics,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (letter, problem) = await session.HoldWaitingAsync(id, cancellationToken);
        if (letter is null)
        {
            return problem!.ToAnswer();
        }

        try
        {
            if ((await SendAsync(queues.Address, [letter], cancellationToken)).Count == 0)
            {
                return DeadLetterProblems.QueueIsGone.ToAnswer();
            }
        }
        catch (Exception away) when (IsAway(away))
        {
            return HttpProblems.Unavailable.ToAnswer();
        }

        var now = clock.GetUtcNow();
        var retried = letter.Retry(user.Subject(), now);
        await session.StoreDeadLettersAsync(queues.Service, [retried], now, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
        metrics.Pulse();
        return TypedResults.Ok(retried.ToView(queues.Service, now));
    }

    private static async Task<Results<Ok<RetriedDeadLetters>, ProblemHttpResult>> AllAsync(
        RetryDeadLettersRequest request,
        ClaimsPrincipal user,
        ISessionFactory sessions,
        DeadLetterQueues queues,
        DeadLetterMetrics metrics,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        // What fails again meanwhile waits for the next call; what cannot be put back stays, and holds up no other.
        var begun = clock.GetUtcNow();
        var (retried, tried) = (0, new List<Guid>());
        try
        {
            while (tried.Count < MostInACall)
            {
                await using var session = sessions.OpenSession();
                await session.HoldDeadLettersAsync(cancellationToken);
                var except = tried.ToArray();
                var letters = await Waiting(session, request.Queue)
                    .Where(letter => letter.FailedAt < begun && !letter.Id.IsOneOf(except))
                    .OrderBy(letter => letter.FailedAt)
                    .Take(AtOnce)
                    .ToListAsync(cancellationToken);
                if (letters.Count == 0)
                {
                    break;
                }

                var sent = await SendAsync(queues.Address, letters, cancellationToken);
                var now = clock.GetUtcNow();
                await session.StoreDeadLettersAsync(queues.Service, [.. sent.Select(letter => letter.Retry(user.Subject(), now))], now, cancellationToken);
                await session.SaveChangesAsync(cancellationToken);
                tried.AddRange(letters.Select(letter => letter.Id));
                retried += sent.Count;
            }
        }
        catch (Exception away) when (IsAway(away))
        {
            return HttpProblems.Unavailable.ToAnswer();
        }

        metrics.Pulse();
        await using var reads = sessions.QuerySession();
        return TypedResults.Ok(new RetriedDeadLetters(retried, await Waiting(reads, request.Queue).CountAsync(cancellationToken)));
    }

    private static IQueryable<DeadLetter> Waiting(IQuerySession reads, string? queue)
    {
        var waiting = reads.Query<DeadLetter>().Where(letter => letter.State == DeadLetterState.Waiting);
        return queue is null ? waiting : waiting.Where(letter => letter.Queue == queue);
    }

    /// <returns>Those that the broker has confirmed; not those whose queue is gone.</returns>
    private static async Task<IReadOnlyList<DeadLetter>> SendAsync(Uri broker, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancellationToken);
        var channel = await OpenAsync(connection, cancellationToken);
        var sent = new List<DeadLetter>();
        foreach (var letter in letters)
        {
            var original = letter.Original!;
            var properties = new BasicProperties
            {
                Persistent = true,
                MessageId = original.MessageId,
                CorrelationId = original.CorrelationId,
                ContentType = original.ContentType,
                Headers = original.Headers.ToDictionary(header => header.Key, object? (header) => header.Value),
            };
            try
            {
                // By the exchange of the queue's own name, as MassTransit does: the one without a name leads to every service's queues, and
                // no service may write to it.
                await channel.BasicPublishAsync(letter.Queue, "", mandatory: true, properties, original.Body, cancellationToken);
                sent.Add(letter);
            }
            catch (PublishException)
            {
                // It came back, or the broker does not take it: it waits on.
            }
            catch (OperationInterruptedException gone) when (gone.ShutdownReason?.ReplyCode == 404)
            {
                // There is no such exchange, and the broker has closed the channel: it waits on.
                await channel.DisposeAsync();
                channel = await OpenAsync(connection, cancellationToken);
            }
        }

        await channel.DisposeAsync();
        return sent;
    }

    private static Task<IChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken) => connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
}
