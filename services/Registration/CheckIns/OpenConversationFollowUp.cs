using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// An officer opens a case for what was left of a conversation: one each. Who had it is known here, so it is decided here; Feedback, which has the cases,
/// hears of it, and has it also where it was away.
/// </summary>
public static class OpenConversationFollowUp
{
    /// <summary>What was left of a conversation.</summary>
    /// <param name="Topic">The key of the area that is to answer, at most 60 characters; left out, or where no area has it, the business office answers.</param>
    /// <param name="Message">What is to be done, in the officer's words; at most 4,000 characters.</param>
    public sealed record Request(string Message, string? Topic = null);

    /// <summary>The case that was opened.</summary>
    /// <param name="FollowUpId">The case. It can be read, by whom it concerns, as soon as Feedback has heard of it: within seconds.</param>
    public sealed record Answer(FollowUpId FollowUpId);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Topic).OptionalText(60);
            RuleFor(request => request.Message).Text(4_000);
        }
    }

    /// <param name="followUp">The case's id where there is none yet.</param>
    /// <param name="by">The officer's <c>sub</c>.</param>
    public static Decision Decide(
        ActivitySeats seats, RegistrationId id, HostId host, FollowUpId followUp, Request said, string by, DateTimeOffset now)
    {
        if (MarkConversation.WhyNot(seats, id, host, now) is { } refusal)
        {
            return refusal;
        }

        var (topic, message) = (string.IsNullOrWhiteSpace(said.Topic) ? null : said.Topic.Trim(), said.Message.Trim());
        if (seats.Allocations[id].FollowUp is { } opened)
        {
            return (opened.Topic, opened.Message) == (topic, message)
                ? Decision.Nothing
                : SeatProblems.FollowUpOpened.With("followUpId", opened.Id);
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new ConversationFollowUpOpened(id, followUp, topic, message, by, now));
        return uncommitted.ToDecision();
    }
}

/// <summary>The endpoint of <see cref="OpenConversationFollowUp"/>.</summary>
public static class OpenConversationFollowUpEndpoint
{
    public static void MapOpenConversationFollowUp(this RouteGroupBuilder api) =>
        api.MapPost("/hosts/{id}/conversations/{registrationId}/follow-up", HandleAsync)
            .Validates<OpenConversationFollowUp.Request>()
            .Only(Roles.Host)
            .WithTags("Registrations")
            .Audited()
            .WithName("openConversationFollowUp")
            .WithSummary("Open a follow-up after a conversation");

    /// <summary>
    /// Opens a case for what was left of a conversation: the area of the topic answers it, and who was there is told by whom and until when. One a
    /// conversation: the same again is the same case, other words are 409 <c>conversation-has-follow-up</c>. From an hour before it begins, also days later.
    /// Only for the officer with this id; everybody else, organisers too, is refused with 403. 404 <c>no-such-registration</c> where it is no conversation of
    /// theirs. 409 <c>conversation-not-begun</c>, and <c>not-confirmed</c> where it was cancelled.
    /// </summary>
    /// <param name="registrationId">The registration that booked the slot.</param>
    private static async Task<Results<Accepted<OpenConversationFollowUp.Answer>, ProblemHttpResult>> HandleAsync(
        HostId id,
        RegistrationId registrationId,
        OpenConversationFollowUp.Request request,
        HttpContext context,
        IQuerySession reads,
        SeatCommandProcessor processor,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.HostClaim, id.ToString()))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (await reads.LoadAsync<RegistrationEntry>(registrationId, cancellationToken) is not { } entry)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        context.IsAbout($"registrations/{registrationId}");
        var (followUp, by) = (FollowUpId.New(), context.User.Identity!.Name!);
        var decided = await processor.DecideAsync(
            entry.ActivityId,
            seats => OpenConversationFollowUp.Decide(seats, registrationId, id, followUp, request, by, clock.GetUtcNow()),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var opened = decided.State.Allocations[registrationId].FollowUp!.Id;
        return TypedResults.Accepted($"/api/v1/follow-ups/{opened}", new OpenConversationFollowUp.Answer(opened));
    }
}
