using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Templating;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>How many would get a message to an edition, and what.</summary>
/// <param name="Recipients">How many people would get it, were it sent now: who gets it is decided when it is.</param>
/// <param name="Letters">The letter in each language, also in one that nobody reads now.</param>
public sealed record AudiencePreview(int Recipients, IReadOnlyList<AudienceLetter> Letters);

/// <summary>A letter as one of its receivers would see it. The person and their links are made up; the activity is one of the edition's.</summary>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Recipients">How many people would get it in this language.</param>
/// <param name="Subject">The e-mail's, on one line.</param>
/// <param name="Text">The e-mail as plain text.</param>
/// <param name="Html">The e-mail's HTML.</param>
public sealed record AudienceLetter(string Language, int Recipients, string Subject, string Text, string Html);

/// <summary>
/// <c>POST /editions/{id}/messages/preview</c>: for organisers; nothing is stored or sent. Takes what a message is written with. 404
/// <c>no-such-edition</c>.
/// </summary>
public static class PreviewEditionMessage
{
    public static void MapPreviewEditionMessage(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/messages/preview", HandleAsync)
            .Validates<WriteEditionMessage.Request>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .WithName("previewEditionMessage")
            .WithSummary("Count an audience and preview its letter");

    /// <param name="id">The edition.</param>
    private static async Task<Results<Ok<AudiencePreview>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        WriteEditionMessage.Request request,
        IQuerySession reads,
        AudienceReader audiences,
        MessageRenderer renderer,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await audiences.ReadAsync(reads, id, request.Audience, cancellationToken) is not { } audience)
        {
            return MessageProblems.NoSuchEdition.ToAnswer();
        }

        if (WriteEditionMessage.RefusalOf(request.SendAt, clock.GetUtcNow()) is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var activity = audience.People is [var first, ..] ? await reads.LoadAsync<KnownActivity>(first.ActivityId.Value, cancellationToken) : null;
        var letters = new List<AudienceLetter>();
        foreach (var language in Languages.All)
        {
            var key = TemplateKey.For(NotificationKind.EditionMessage, language);
            var template = await reads.LoadAsync<Template>(key.Id, cancellationToken);
            var letter = LetterOf(request, Samples.Of(key)[0], activity, renderer, template);
            letters.Add(new AudienceLetter(language, audience.Languages.GetValueOrDefault(language), letter.Subject, letter.Text, letter.Html));
        }

        return TypedResults.Ok(new AudiencePreview(audience.People.Count, letters));
    }

    /// <param name="activity">Null where there is nobody: then it is about a made-up one.</param>
    private static RenderedMessage LetterOf(
        WriteEditionMessage.Request request, Sample sample, KnownActivity? activity, MessageRenderer renderer, Template? template)
    {
        var notification = sample.Notification;
        var matter = notification.Matter with { Message = new OrganisersWords(request.Subject.Trim(), request.Text) };
        var activities = sample.Activities;
        if (activity is not null)
        {
            matter = matter with { ActivityId = activity.Activity.Id };
            notification = notification with { ActivityId = activity.Activity.Id };
            activities = new Dictionary<ActivityId, KnownActivity> { [activity.Activity.Id] = activity };
        }

        return renderer.Write(notification with { Matter = matter }, activities, new Dictionary<Guid, CalendarEntry>(), Samples.Now, template).RenderedMessage;
    }
}
