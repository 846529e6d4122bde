using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The answers to the activity's own questions are given anew, all of them: by its owner as long as they can change the registration, by an
/// organiser at any time. The questions are those that the activity has now.
/// </summary>
public static class ChangeAnswers
{
    /// <summary>All answers of a registration, given anew.</summary>
    /// <param name="Answers">By the questions' keys, at most 30. Null or empty removes all.</param>
    public sealed record Request(IReadOnlyDictionary<string, string>? Answers);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Answers).AtMost(Register.MostAnswers);
    }

    public static Decision Decide(ActivitySeats seats, RegistrationId id, IReadOnlyDictionary<string, string>? answers, CancelledBy by, DateTimeOffset now)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return SeatProblems.NoSuchRegistration;
        }

        if (IsSame(allocation.Booking.Answers, answers))
        {
            return Decision.Nothing;
        }

        if (Cancel.TooLate(seats, by, now) is { } late)
        {
            return late;
        }

        if (AnswerRules.FlawsOf(answers, seats.Facts!) is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws);
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new AnswersChanged(allocation.Booking with { Answers = answers }));
        return uncommitted.ToDecision();
    }

    private static bool IsSame(IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string>? after) =>
        (before?.Count ?? 0) == (after?.Count ?? 0)
        && (before is null || before.All(answer => after!.TryGetValue(answer.Key, out var same) && same == answer.Value));
}

/// <summary>
/// <c>PUT /registrations/{id}/answers</c>, by the link or by an organiser. Replaces all answers; no letter is sent. 400 where an answer does not fit
/// the questions that the activity asks now. 404 <c>no-such-registration</c>, also where it has ended. 409 <c>too-late</c> by the link after
/// <c>changeableUntil</c>; an organiser has no deadline.
/// </summary>
public static class ChangeAnswersEndpoint
{
    public static void MapChangeAnswers(this RouteGroupBuilder api) =>
        api.MapPut("/registrations/{id}/answers", HandleAsync)
            .Validates<ChangeAnswers.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("changeAnswers")
            .WithSummary("Change the answers of a registration")
            .AnswersWithRegistrations()
            .TakesManageToken();

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id,
        ChangeAnswers.Request request,
        HttpContext context,
        RegistrationAccess access,
        SeatCommandProcessor processor,
        RegistrationKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (by, now) = (RegistrationAccess.WhoAsks(context), clock.GetUtcNow());
        var decided = await processor.DecideAsync(activity, seats => ChangeAnswers.Decide(seats, id, request.Answers, by, now), cancellationToken);
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(RegistrationView.Of(decided.State, id, RegistrationAccess.LinksFor(context, keys), now));
    }
}
