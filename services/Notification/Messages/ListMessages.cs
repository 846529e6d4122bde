using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>What organisers wrote to an activity's people.</summary>
/// <param name="Recipients">How many people it went to.</param>
/// <param name="By">The client or person who wrote.</param>
/// <param name="At">UTC.</param>
public sealed record MessageView(MessageId Id, string Subject, string Text, Audience To, int Recipients, string By, DateTimeOffset At)
{
    public static MessageView Of(Message message) =>
        new(new MessageId(message.Id), message.Subject, message.Text, message.To, message.Registrations.Count, message.By, message.At);
}

/// <summary><c>GET /activities/{id}/messages</c>, newest first.</summary>
public static class ListMessagesEndpoint
{
    public static void MapListMessages(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/messages", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .WithName("listMessages");

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
        return TypedResults.Ok(new Page<MessageView>([.. shown.Items.Select(MessageView.Of)], shown.Next));
    }
}
