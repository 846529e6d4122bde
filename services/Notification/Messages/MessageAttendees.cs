using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Messages;

/// <summary>
/// An organiser writes to an activity's people, also when it is cancelled and they may have to be told more. Who gets it is
/// decided at once; the letters are requested afterwards, see <see cref="SendMessagesJob"/>.
/// </summary>
public static class MessageAttendees
{
    public const int LongestSubject = 150;
    public const int LongestText = 5_000;
    public const int MostPicked = 1_000;

    /// <summary>What an organiser writes, and to whom.</summary>
    /// <param name="Subject">One line of at most 150 characters.</param>
    /// <param name="Text">Plain text of at most 5,000 characters; an empty line begins a paragraph.</param>
    /// <param name="To">Which of them get it.</param>
    /// <param name="RegistrationIds">1 to 1,000 registrations of the activity where <c>to</c> is <c>some</c>; else left out.</param>
    public sealed record Request(string Subject, string Text, Audience To, IReadOnlyList<RegistrationId>? RegistrationIds = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Subject).Text(LongestSubject);
            RuleFor(request => request.Subject).OnOneLine();
            RuleFor(request => request.Text).Text(LongestText);
            RuleFor(request => request.RegistrationIds)
                .Must(ids => ids is { Count: > 0 and <= MostPicked })
                .When(request => request.To == Audience.Some)
                .WithMessage(_ => Languages.Choose($"1 till {MostPicked} anmälningar.", $"1 to {MostPicked} registrations."));
            RuleFor(request => request.RegistrationIds)
                .Null()
                .When(request => request.To != Audience.Some)
                .WithMessage(_ => Languages.Choose("Bara när meddelandet är till några.", "Only where the message is to some."));
        }
    }

    /// <param name="by">The client or person who writes.</param>
    /// <param name="registrations">All that are known of the activity.</param>
    public static Decision Decide(
        MessageId id,
        KnownActivity? activity,
        string by,
        Request request,
        IReadOnlyList<KnownRegistration> registrations,
        string? traceParent,
        DateTimeOffset now)
    {
        if (activity is null)
        {
            return MessageProblems.NoSuchActivity;
        }

        var picked = (request.RegistrationIds ?? []).Select(registration => registration.Value).ToHashSet();
        if (picked.Except(registrations.Select(registration => registration.Id)).ToList() is { Count: > 0 } strangers)
        {
            var all = string.Join(", ", strangers);
            return Flaw.Refuse([new Flaw(
                "registrationIds", $"Inte anmälda till aktiviteten: {all}.", $"Not registered for the activity: {all}.")]);
        }

        // Who has several registrations gets one letter, about the one with seats where there is one.
        var people = registrations
            .Where(registration => registration.CanBeTold() && IsAmong(registration, request.To, picked))
            .GroupBy(registration => registration.ContactId)
            .Select(person => new RegistrationId(person.OrderByDescending(registration => registration.HasHadSeats()).ThenBy(registration => registration.Id).First().Id))
            .OrderBy(registration => registration.Value)
            .ToList();
        return people.Count == 0
            ? MessageProblems.NoRecipients
            : Decision.Of(new AttendeesMessaged(
                id, new ActivityId(activity.Id), by, request.Subject.Trim(), request.Text, request.To, people, traceParent, now));
    }

    private static bool IsAmong(KnownRegistration registration, Audience to, HashSet<Guid> picked) => to switch
    {
        Audience.Confirmed => registration.HasHadSeats(),
        Audience.Waiting => !registration.HasHadSeats(),
        Audience.Some => picked.Contains(registration.Id),
        _ => true,
    };
}

/// <summary>
/// <c>POST /activities/{id}/message</c>: for organisers, also where the activity is cancelled or over. 202: the message is stored, and the letters go
/// out soon after; who has several registrations gets one. Each repeat without an <c>Idempotency-Key</c> is another message. 400 where a registration
/// is not of the activity. 404 <c>no-such-activity</c>. 409 <c>no-recipients</c>.
/// </summary>
public static class MessageAttendeesEndpoint
{
    /// <summary>A message that is certain to go out.</summary>
    /// <param name="MessageId">The message's id in the list of the activity's messages.</param>
    /// <param name="Recipients">How many people get it.</param>
    public sealed record Sent(MessageId MessageId, int Recipients);

    public static void MapMessageAttendees(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/message", HandleAsync)
            .Validates<MessageAttendees.Request>()
            .Only(Roles.Organiser)
            .WithTags("Messages")
            .Audited()
            .WithName("messageAttendees")
            .WithSummary("Message the attendees of an activity");

    private static async Task<Results<Accepted<Sent>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        MessageAttendees.Request request,
        HttpContext http,
        IDocumentSession session,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var activity = await session.LoadAsync<KnownActivity>(id.Value, cancellationToken);
        var registrations = await session.Query<KnownRegistration>().Where(registration => registration.ActivityId == id).ToListAsync(cancellationToken);
        var (message, now) = (MessageId.New(), clock.GetUtcNow());
        var decision = MessageAttendees.Decide(message, activity, http.User.Identity!.Name!, request, registrations, Activity.Current?.Id, now);
        if (decision.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        session.Events.StartStream<Message>(message.Value, decision.Events);
        session.ScheduleJob(SendMessagesJob.DueKind, message.Value, now);
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted(
            $"/api/v1/activities/{id}/messages", new Sent(message, decision.Events.OfType<AttendeesMessaged>().Single().Registrations.Count));
    }
}
