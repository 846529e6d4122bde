using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Marten.Patching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Inbox;

/// <summary>A person has read one of the letters in their inbox; the first time counts.</summary>
public static class MarkRead
{
    public static void MapMarkRead(this RouteGroupBuilder api) =>
        api.MapPost("/inbox/{token}/{id}/read", HandleAsync)
            .WithTags("Inbox")
            .WithName("markRead")
            .WithSummary("Mark a letter as read");

    /// <summary>
    /// By the person's own link. The first time counts, again is 204 and changes nothing. 404 <c>not-found</c> for a wrong link, or a letter that is
    /// not in this inbox.
    /// </summary>
    /// <param name="token">From the link in any of the person's letters.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string token, NotificationId id, PersonalLinks links, IDocumentSession session, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } contact
            || await session.LoadAsync<InboxEntry>(id.Value, cancellationToken) is not { } entry
            || entry.ContactId != contact)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (entry.ReadAt is null)
        {
            // Patched, not stored: one that was deleted meanwhile does not come back.
            session.Patch<InboxEntry>(id.Value).Set(read => read.ReadAt, clock.GetUtcNow());
            await session.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
