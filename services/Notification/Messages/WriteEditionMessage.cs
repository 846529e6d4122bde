using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>
/// An organiser writes to an audience of a whole edition, now or at a time. Who gets it is decided and stored when it is sent: at once here, or at
/// its time by <see cref="SendMessagesJob"/>.
/// </summary>
public static class WriteEditionMessage
{
    /// <summary>How far ahead a message can be written.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(366);

    /// <summary>What an organiser writes, to whom, and when.</summary>
    /// <param name="Subject">One line of at most 150 characters.</param>
    /// <param name="Text">Plain text of at most 5,000 characters; an empty line begins a paragraph.</param>
    /// <param name="Audience">Whom of the edition it is to; <c>{}</c> is everybody.</param>
    /// <param name="SendAt">When it goes, UTC, at most 366 days ahead; left out: now.</param>
    public sealed record Request(string Subject, string Text, AudienceFilter Audience, DateTimeOffset? SendAt = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Subject).Text(MessageAttendees.LongestSubject);
            RuleFor(request => request.Subject).OnOneLine();
            RuleFor(request => request.Text).Text(MessageAttendees.LongestText);
            RuleFor(request => request.Audience).NotNull().SetValidator(new AudienceFilter.Validator());
        }
    }

    /// <param name="audience">Who would get it now; null where the edition is not known.</param>
    public static Decision Decide(
        MessageId id, EditionId edition, string by, Request request, EditionAudience? audience, string? traceParent, DateTimeOffset now)
    {
        if (audience is null)
        {
            return MessageProblems.NoSuchEdition;
        }

        if (RefusalOf(request.SendAt, now) is { } refusal)
        {
            return refusal;
        }

        var written = new EditionMessageWritten(
            id, edition, by, request.Subject.Trim(), request.Text, request.Audience, request.SendAt?.ToUniversalTime(), traceParent, now);
        return request.SendAt is not null ? Decision.Of(written)
            : audience.People.Count == 0 ? MessageProblems.NoRecipients
            : Decision.Of(written, new AudienceDecided(audience.People.Count, now));
    }

    /// <summary>Why it cannot go then; null where it can.</summary>
    internal static Refusal? RefusalOf(DateTimeOffset? sendAt, DateTimeOffset now) => sendAt is not { } at || (at > now && at <= now + LongestWait)
        ? null
        : Flaw.Refuse([new Flaw(
            "sendAt",
            $"En tid som kommer, högst 366 dagar fram; klockan är {now.UtcDateTime:s}Z.",
            $"A time to come, at most 366 days ahead; it is {now.UtcDateTime:s}Z.")]);
}

/// <summary>
/// <c>POST /editions/{id}/messages</c>: for organisers. 202: the message is stored. Without <c>sendAt</c> who gets it is decided now, and
/// <c>recipients</c> says how many; with it that is decided when its time comes. A person gets one letter however many registrations, and none who was
/// erased or has turned such messages off. Who leaves between the decision and the letter gets none. Each repeat without an <c>Idempotency-Key</c> is
/// another message. 404 <c>no-such-edition</c>. 409 <c>no-recipients</c> where it is for now and nobody is meant.
/// </summary>
public static class WriteEditionMessageEndpoint
{
    public static void MapWriteEditionMessage(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/messages", HandleAsync)
            .Validates<WriteEditionMessage.Request>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .Audited()
            .WithName("writeEditionMessage")
            .WithSummary("Message an audience of an edition");

    /// <param name="id">The edition.</param>
    private static async Task<Results<Accepted<EditionMessageView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        WriteEditionMessage.Request request,
        HttpContext http,
        IDocumentSession session,
        AudienceReader audiences,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var audience = await audiences.ReadAsync(session, id, request.Audience, cancellationToken);
        var (message, now) = (MessageId.New(), clock.GetUtcNow());
        var decision = WriteEditionMessage.Decide(message, id, http.User.Identity!.Name!, request, audience, Activity.Current?.Id, now);
        if (decision.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        session.Events.StartStream<Message>(message.Value, decision.Events);
        if (decision.Events.OfType<AudienceDecided>().Any())
        {
            AudienceReader.StorePages(session, message, audience!);
        }

        session.ScheduleJob(SendMessagesJob.DueKind, message.Value, request.SendAt ?? now);
        await session.SaveChangesAsync(cancellationToken);
        var stored = States.After<Message>(decision.Events) with { Id = message.Value };
        http.Response.SetVersion(stored.Version);
        return TypedResults.Accepted(
            $"/api/v1/editions/{id}/messages", EditionMessageView.Of(stored, await session.ActorNamesAsync([stored.By], cancellationToken)));
    }
}
