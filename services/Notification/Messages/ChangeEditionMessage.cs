using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>A message to an edition that waits for its time gets other words, another audience or another time.</summary>
public static class ChangeEditionMessage
{
    public static Decision Decide(Message message, EditionId edition, string by, WriteEditionMessage.Request request, DateTimeOffset now) =>
        message.EditionId != edition ? MessageProblems.NoSuchMessage
        : message.Status != EditionMessageStatus.Waiting ? MessageProblems.NotWaiting
        : WriteEditionMessage.RefusalOf(request.SendAt, now) is { } refusal ? refusal
        : Decision.Of(new EditionMessageChanged(by, request.Subject.Trim(), request.Text, request.Audience, request.SendAt?.ToUniversalTime(), now));
}

/// <summary>
/// <c>PUT /editions/{id}/messages/{message}</c>: for organisers. Replaces a message that waits for its time; without <c>sendAt</c> it goes now, and
/// who gets it is decided within seconds. 404 <c>no-such-message</c>. 409 <c>message-not-waiting</c> where it was sent or withdrawn meanwhile. 412
/// where <c>If-Match</c> is not the newest version.
/// </summary>
public static class ChangeEditionMessageEndpoint
{
    public static void MapChangeEditionMessage(this RouteGroupBuilder api) =>
        api.MapPut("/editions/{id}/messages/{message}", HandleAsync)
            .Validates<WriteEditionMessage.Request>()
            .TakesBack<EditionMessageView>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .Audited()
            .WithName("changeEditionMessage")
            .WithSummary("Change a message that waits");

    /// <param name="id">The edition.</param>
    /// <param name="message">The message's id in the list of the edition's messages.</param>
    private static async Task<Results<Ok<EditionMessageView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        MessageId message,
        WriteEditionMessage.Request request,
        IfMatch ifMatch,
        HttpContext http,
        IDocumentSession session,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        // It is not being sent while this is decided.
        await session.HoldDatesAsync([SendMessagesJob.DueKind], [message.Value], cancellationToken);
        var now = clock.GetUtcNow();
        var decided = await session.DecideAsync<Message>(
            message.Value, ifMatch.Expected, waiting => ChangeEditionMessage.Decide(waiting, id, http.User.Identity!.Name!, request, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        session.ScheduleJob(SendMessagesJob.DueKind, message.Value, request.SendAt ?? now);
        await session.SaveChangesAsync(cancellationToken);
        http.Response.SetVersion(decided.State.Version);
        return TypedResults.Ok(EditionMessageView.Of(decided.State, await session.ActorNamesAsync([decided.State.By], cancellationToken)));
    }
}
