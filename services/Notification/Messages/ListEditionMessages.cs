using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.Actors;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>What organisers wrote to an audience of an edition.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text; an empty line begins a paragraph.</param>
/// <param name="Audience">Whom of the edition it is to.</param>
/// <param name="SendAt">When it goes, UTC; left out where it went at once.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="Recipients">How many people it went to; left out until that is decided.</param>
/// <param name="By">The id of the account or client that wrote it, or changed it last.</param>
/// <param name="At">When it was written, or changed last, UTC.</param>
/// <param name="Actor">Whom <c>by</c> stands for.</param>
public sealed record EditionMessageView(
    MessageId Id,
    string Subject,
    string Text,
    AudienceFilter Audience,
    DateTimeOffset? SendAt,
    EditionMessageStatus Status,
    int? Recipients,
    string By,
    DateTimeOffset At,
    Actor? Actor)
{
    public static EditionMessageView Of(Message message, ActorNames actors) => new(
        new MessageId(message.Id),
        message.Subject,
        message.Text,
        message.Audience!,
        message.SendAt,
        message.Status,
        message.Recipients,
        message.By,
        message.At,
        actors.Of(message.By));
}

/// <summary><c>GET /editions/{id}/messages</c>: for organisers, also those that wait or were withdrawn, the newest first. 404 <c>no-such-edition</c>.</summary>
public static class ListEditionMessages
{
    public static void MapListEditionMessages(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/messages", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .WithName("listEditionMessages")
            .WithSummary("List messages to an edition");

    /// <param name="id">The edition.</param>
    private static async Task<Results<Ok<Page<EditionMessageView>>, ProblemHttpResult>> HandleAsync(
        EditionId id, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (!await reads.Query<KnownActivity>().Where(activity => activity.Activity.EditionId == id).AnyAsync(cancellationToken))
        {
            return MessageProblems.NoSuchEdition.ToAnswer();
        }

        EditionId? edition = id;
        var found = reads.Query<Message>().Where(message => message.EditionId == edition);
        if (page.KeyAs<Guid>() is { } after)
        {
            found = found.Where(message => message.Id < after);
        }

        // Their ids sort by time.
        var messages = await found.OrderByDescending(message => message.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var shown = page.Of(messages, message => message.Id.ToString());
        var actors = await reads.ActorNamesAsync(shown.Items.Select(message => message.By), cancellationToken);
        return TypedResults.Ok(new Page<EditionMessageView>([.. shown.Items.Select(message => EditionMessageView.Of(message, actors))], shown.Next));
    }
}
