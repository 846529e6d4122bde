using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Inbox;

/// <summary>A letter in a person's inbox.</summary>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Subject">What it is about, on one line.</param>
/// <param name="Text">Plain, with its links at the end.</param>
/// <param name="At">When it came, UTC.</param>
/// <param name="ReadAt">When it was marked as read, UTC; left out until then.</param>
public sealed record InboxEntryView(NotificationId Id, string Language, string Subject, string Text, DateTimeOffset At, DateTimeOffset? ReadAt)
{
    public static InboxEntryView Of(InboxEntry entry) =>
        new(new NotificationId(entry.Id), entry.Language, entry.Subject, entry.Text, entry.At, entry.ReadAt);
}

/// <summary>A page of a person's inbox.</summary>
/// <param name="Unread">How many in the whole inbox are unread, on all pages.</param>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor for <c>?after=</c> of the next page; null at the end.</param>
public sealed record InboxView(int Unread, IReadOnlyList<InboxEntryView> Items, string? Next);

/// <summary>A person reads their inbox by their own link.</summary>
public static class ReadInbox
{
    public static void MapReadInbox(this RouteGroupBuilder api) =>
        api.MapGet("/inbox/{token}", HandleAsync)
            .Validates<PageQuery>()
            .WithTags("Inbox")
            .WithName("readInbox")
            .WithSummary("Read one's own inbox");

    /// <summary>
    /// By the person's own link. The newest first; not to be cached (<c>no-store</c>). Reading the list marks nothing as read. 404 <c>not-found</c>
    /// for a wrong link.
    /// </summary>
    /// <param name="token">From the link in any of the person's letters.</param>
    private static async Task<Results<Ok<InboxView>, ProblemHttpResult>> HandleAsync(
        string token, [AsParameters] PageQuery page, PersonalLinks links, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } contact)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var found = reads.Query<InboxEntry>().Where(entry => entry.ContactId == contact);
        var unread = await found.CountAsync(entry => entry.ReadAt == null, cancellationToken);
        var shown = await found.NewestFirstAsync(page, "at", entry => entry.At, entry => entry.Id, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new InboxView(unread, [.. shown.Items.Select(InboxEntryView.Of)], shown.Next));
    }
}
