using System.Text.Json;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Rooms;

/// <summary>
/// Whoever is in the room answers with the ticket they came in with, so that a seat holder has one answer, in the room or by the link in
/// the mail.
/// </summary>
public static class AnswerInTheRoomEndpoint
{
    /// <summary>What somebody in the room answers, with their ticket.</summary>
    /// <param name="Ticket">The code on the ticket, at most 400 characters; it has to be checked in to this activity.</param>
    /// <param name="Answers">
    /// By the questions' keys, 1 to 200, in place of all that was answered before: a whole number, an option's key, a list of keys where
    /// several can be chosen, or a text of at most 4,000 characters.
    /// </param>
    /// <param name="FollowUp">"I want to be contacted"; left out for not. The first one of a registration opens a case, later ones change nothing.</param>
    public sealed record Request(string Ticket, IReadOnlyDictionary<string, JsonElement> Answers, Answer.Wish? FollowUp);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Ticket).NotEmpty().MaximumLength(400);
            RuleFor(request => request.Answers).AtMost();
            RuleFor(request => request.FollowUp!).SetValidator(new Answer.FollowUpValidator()).When(request => request.FollowUp is not null);
        }
    }

    public static void MapAnswerInTheRoom(this RouteGroupBuilder api)
    {
        api.MapGet("/rooms/{code}", ReadAsync)
            .WithTags("Surveys")
            .WithName("readSurveyInTheRoom")
            .WithSummary("Read the survey in the room");
        api.MapPost("/rooms/{code}", HandleAsync)
            .Validates<Request>()
            .WithoutIdempotencyKey()
            .WithTags("Surveys")
            .WithName("answerSurveyInTheRoom")
            .WithSummary("Answer the survey in the room");
    }

    /// <summary>
    /// What those in the room are asked, by the code on the wall and without signing in. 404 <c>survey-not-opened</c> until the activity has
    /// taken place, <c>no-such-survey</c> where the code is none. It does not say whether somebody has answered.
    /// </summary>
    /// <param name="code">From the code on the wall; only the service can make one.</param>
    private static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> ReadAsync(
        string code, IQuerySession reads, BoxKeys keys, CancellationToken cancellationToken)
    {
        if (RoomCode.Read(code, keys) is not { } activity
            || await reads.AskedAsync(activity, cancellationToken) is not { } survey)
        {
            return SurveyProblems.NoSuchSurvey.ToAnswer();
        }

        return survey.ClosesAt is { } closesAt
            ? TypedResults.Ok(SurveyView.Of(activity, survey.Facts, await reads.QuestionnaireAsync(survey, cancellationToken), answered: false, null, closesAt))
            : SurveyProblems.NotOpened.ToAnswer();
    }

    /// <summary>
    /// Takes the answers of somebody in the room, with the ticket they came in with and without signing in: 201 the first time, 200 where they
    /// change them. A registration has one answer, in the room or by the link in the mail; a repeat is safe, also without an Idempotency-Key,
    /// which is not looked at here. 409 <c>not-checked-in</c> where the ticket is not checked in to the activity or the survey is not open,
    /// <c>survey-closed</c> where it is over; 400 where the ticket is none; 404 <c>no-such-survey</c> where the code is none.
    /// </summary>
    /// <param name="code">From the code on the wall; only the service can make one.</param>
    private static async Task<Results<Created<AnswerEndpoint.Thanks>, Ok<AnswerEndpoint.Thanks>, ProblemHttpResult>> HandleAsync(
        string code, Request request, BallotBox box, BoxKeys keys, TicketKeys tickets, CancellationToken cancellationToken)
    {
        if (RoomCode.Read(code, keys) is not { } activity)
        {
            return SurveyProblems.NoSuchSurvey.ToAnswer();
        }

        if (tickets.Public is not { Count: > 0 } ticketKeys)
        {
            return HttpProblems.Unavailable.ToAnswer();
        }

        if (!TicketCode.TryRead(request.Ticket, ticketKeys, out var registration))
        {
            return Problems.Invalid("ticket", "Ingen giltig biljett.", "Not a valid ticket.");
        }

        return await box.FindAsync(activity, registration, cancellationToken) is { } invitation
            ? AnswerEndpoint.AnswerTo(await box.CastAsync(invitation, new Answer.Request(request.Answers, request.FollowUp), Languages.Current, cancellationToken))
            : SurveyProblems.NotHere.ToAnswer();
    }
}
