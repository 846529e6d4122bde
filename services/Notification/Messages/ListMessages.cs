using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.Actors;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>What organisers wrote to an activity's people.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text; an empty line begins a paragraph.</param>
/// <param name="To">Which of them got it.</param>
/// <param name="Recipients">How many people it went to.</param>
/// <param name="By">The id of the account or client that wrote.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Actor">Whom <c>by</c> stands for.</param>
public sealed record MessageView(MessageId Id, string Subject, string Text, Audience To, int Recipients, string By, DateTimeOffset At, Actor? Actor)
{
    public static MessageView Of(Message message, ActorNames actors) => new(
        new MessageId(message.Id), message.Subject, message.Text, message.To, message.Registrations.Count, message.By, message.At, actors.Of(message.By));
}

/// <summary><c>GET /activities/{id}/messages</c>: for organisers, the newest first. 404 <c>no-such-activity</c>.</summary>
public static class ListMessagesEndpoint
{
    public static void MapListMessages(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/messages", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .WithName("listMessages")
            .WithSummary("List messages to attendees");

    private static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> HandleAsync(
        ActivityId id, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<KnownActivity>(id.Value, cancellationToken) is null)
        {
            return MessageProblems.NoSuchActivity.ToAnswer();
        }

        var found = reads.Query<Message>().Where(message => message.ActivityId == id);
        if (page.KeyAs<Guid>() is { } after)
        {
            found = found.Where(message => message.Id < after);
        }

        // Their ids sort by time.
        var messages = await found.OrderByDescending(message => message.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var shown = page.Of(messages, message => message.Id.ToString());
        var actors = await reads.ActorNamesAsync(shown.Items.Select(message => message.By), cancellationToken);
        return TypedResults.Ok(new Page<MessageView>([.. shown.Items.Select(message => MessageView.Of(message, actors))], shown.Next));
    }
}
