using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Messages;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Templating;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Invitations;

/// <summary>The invitation's letter in each language.</summary>
/// <param name="Letters">First in Swedish, then in English.</param>
public sealed record InvitationLetters(IReadOnlyList<InvitationLetter> Letters);

/// <summary>A letter as one of its receivers would see it. The member and its links are made up.</summary>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Subject">The e-mail's, on one line.</param>
/// <param name="Text">The e-mail as plain text.</param>
/// <param name="Html">The e-mail's HTML.</param>
public sealed record InvitationLetter(string Language, string Subject, string Text, string Html);

/// <summary>An association sees its invitation as one of its members would.</summary>
public static class PreviewInvitationLetter
{
    public const int LongestText = 2_000;
    public const int LongestName = 80;

    /// <summary>What an association invites to, and in which words.</summary>
    /// <param name="EditionId">The edition, or that of the activity.</param>
    /// <param name="ActivityId">One activity of it; left out: the edition as a whole.</param>
    /// <param name="From">What the members call the association: one line of at most 80 characters.</param>
    /// <param name="Text">The association's own words, in both languages: plain text of at most 2,000 characters each; an empty line begins a paragraph.</param>
    public sealed record Request(EditionId EditionId, ActivityId? ActivityId, string From, LocalizedText Text);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.From).Text(LongestName);
            RuleFor(request => request.From)
                .Must(from => from?.AsSpan().ContainsAny("\n\r\t") != true)
                .WithMessage(_ => Languages.Choose("Namnet ska stå på en rad.", "The name must be on one line."));
            RuleFor(request => request.Text).NotNull();
            RuleFor(request => request.Text.Sv).Text(LongestText).When(request => request.Text is not null);
            RuleFor(request => request.Text.En).Text(LongestText).When(request => request.Text is not null);
        }
    }
}

/// <summary><c>POST /associations/{id}/invitations/letter</c>.</summary>
public static class PreviewInvitationLetterEndpoint
{
    private static readonly LocalizedText Company = new("Ert Företag AB", "Your Company Ltd");

    public static void MapPreviewInvitationLetter(this RouteGroupBuilder api) =>
        api.MapPost("/associations/{id}/invitations/letter", HandleAsync)
            .Validates<PreviewInvitationLetter.Request>()
            .Only(Roles.Association)
            .WithTags("Messages")
            .WithName("previewInvitationLetter")
            .WithSummary("Preview the letter of an invitation");

    /// <summary>
    /// The letter of an invitation as a made-up member would read it, in each language; nothing is stored or sent. Only for the association itself, else
    /// 403. How many would get it says <c>POST /associations/{id}/invitations/preview</c>. 404 <c>no-such-activity</c> where the activity is not released,
    /// or not in this edition.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Ok<InvitationLetters>, ProblemHttpResult>> HandleAsync(
        string id, PreviewInvitationLetter.Request request, HttpContext context, IQuerySession reads, MessageRenderer renderer, CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.AssociationClaim, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        ActivityState? activity = null;
        if (request.ActivityId is { } wanted)
        {
            activity = (await reads.LoadAsync<KnownActivity>(wanted.Value, cancellationToken))?.Activity;
            if (activity is null || activity.EditionId != request.EditionId)
            {
                return MessageProblems.NoSuchActivity.ToAnswer();
            }
        }

        var edition = await reads.LoadAsync<KnownEdition>(request.EditionId.Value, cancellationToken);
        var invitation = new MemberInvitation(id, request.From.Trim(), request.EditionId, activity is null ? null : InvitationSamples.Of(activity), request.Text);
        var letters = new List<InvitationLetter>();
        foreach (var language in Languages.All)
        {
            var key = TemplateKey.For(NotificationKind.MemberInvitation, language);
            var letter = LetterOf(invitation, key, renderer, await reads.LoadAsync<Template>(key.Id, cancellationToken), edition);
            letters.Add(new InvitationLetter(language, letter.Subject, letter.Text, letter.Html));
        }

        return TypedResults.Ok(new InvitationLetters(letters));
    }

    private static RenderedMessage LetterOf(MemberInvitation invitation, TemplateKey key, MessageRenderer renderer, Template? template, KnownEdition? edition)
    {
        var member = Samples.Of(key)[0].Notification with { Matter = new StoredContent(ActivityId: null, Invitation: invitation) };
        return renderer.Write(
            member with { Recipient = member.Recipient with { Name = Company.In(key.Language) } },
            new Dictionary<ActivityId, KnownActivity>(),
            new Dictionary<Guid, CalendarEntry>(),
            Samples.Now,
            template,
            edition: edition).RenderedMessage;
    }
}
