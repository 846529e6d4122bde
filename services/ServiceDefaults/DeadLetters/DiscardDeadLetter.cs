using System.Security.Claims;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>An operator decides that a message is not to be handled: what it said is destroyed, who decided and why is kept.</summary>
public static class DiscardDeadLetter
{
    public static void MapDiscardDeadLetter(this IEndpointRouteBuilder operations) =>
        operations.MapPost("/dead-letters/{id}/discard", HandleAsync).Validates<DiscardDeadLetterRequest>().Audited();

    public static string Subject(this ClaimsPrincipal user) => user.FindFirst("sub")?.Value ?? "";

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> HandleAsync(
        DeadLetterId id,
        DiscardDeadLetterRequest request,
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

        var now = clock.GetUtcNow();
        var discarded = letter.Discard(user.Subject(), request.Reason, now);
        await session.StoreDeadLettersAsync(queues.Service, [discarded], now, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
        metrics.Pulse();
        return TypedResults.Ok(discarded.ToView(queues.Service, now));
    }
}
