using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>A message to an edition that waits for its time is not to go out.</summary>
public static class WithdrawEditionMessage
{
    public static Decision Decide(Message message, EditionId edition, string by, DateTimeOffset now) =>
        message.EditionId != edition ? MessageProblems.NoSuchMessage
        : message.Status switch
        {
            EditionMessageStatus.Waiting => Decision.Of(new EditionMessageWithdrawn(by, now)),
            EditionMessageStatus.Withdrawn => Decision.Nothing,
            _ => MessageProblems.NotWaiting,
        };
}

/// <summary>
/// <c>DELETE /editions/{id}/messages/{message}</c>: for organisers. A message that waits for its time is not sent; it stays in the list. A repeat
/// changes nothing. 404 <c>no-such-message</c>. 409 <c>message-not-waiting</c> where it was sent.
/// </summary>
public static class WithdrawEditionMessageEndpoint
{
    public static void MapWithdrawEditionMessage(this RouteGroupBuilder api) =>
        api.MapDelete("/editions/{id}/messages/{message}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .Audited()
            .WithName("withdrawEditionMessage")
            .WithSummary("Withdraw a message that waits");

    /// <param name="id">The edition.</param>
    /// <param name="message">The message's id in the list of the edition's messages.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        EditionId id, MessageId message, IfMatch ifMatch, HttpContext http, IDocumentSession session, TimeProvider clock, CancellationToken cancellationToken)
    {
        // It is not being sent while this is decided.
        await session.HoldDatesAsync([SendMessagesJob.DueKind], [message.Value], cancellationToken);
        var decided = await session.DecideAsync<Message>(
            message.Value,
            ifMatch.Expected,
            waiting => WithdrawEditionMessage.Decide(waiting, id, http.User.Identity!.Name!, clock.GetUtcNow()),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        session.UnscheduleJob(SendMessagesJob.DueKind, message.Value);
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
