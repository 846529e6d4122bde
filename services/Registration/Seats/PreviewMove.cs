using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// What a move would come to, before it is asked for. Who comes by a link is told what somebody new there would be told: who typed an
/// address has one, and could else find out where its owner goes.
/// </summary>
/// <param name="ActivityId">Where to.</param>
/// <param name="Seats">How many would go: all that the registration has or waits for.</param>
/// <param name="Before">What the registration has now.</param>
/// <param name="After">What it would have there; left out where it cannot go there.</param>
/// <param name="Position">The place in line that it would have; only where it would wait.</param>
/// <param name="LosesSeats">Whether seats would be given up for a place in line: that needs <c>onlyIfRoom: false</c>.</param>
/// <param name="Problem">
/// Why it cannot go there: the code of a problem, for instance <c>registration-closed</c>; left out where it can. Missing answers to questions are
/// not looked for.
/// </param>
/// <param name="Meaning">All of it in a sentence, in the language of the request.</param>
public sealed record MovePreview(
    ActivityId ActivityId, int Seats, RegistrationStatus Before, RegistrationStatus? After, int? Position, bool LosesSeats, string? Problem, Wording Meaning)
{
    public static MovePreview Of(ActivitySeats from, ActivitySeats to, RegistrationId id, CancelledBy by, DateTimeOffset now)
    {
        var allocation = from.Allocations[id];
        var (booking, before) = (Move.Arriving(allocation, to, answers: null), RegistrationView.StatusOf(allocation));
        var refusal = Move.Hindrance(from, id, by, now)
            ?? (by == CancelledBy.Organiser && to.ActiveOf.ContainsKey(booking.Person.Id) ? SeatProblems.RegisteredThere : Register.RefusalOf(to, booking, now));

        // What it asks is answered with the move itself.
        if (refusal is { } stays && stays.Problem != CommonProblems.Invalid)
        {
            return new MovePreview(to.ActivityId, booking.Seats, before, null, null, false, stays.Problem.Code, stays.Problem.Wording);
        }

        if (Register.FitsNow(to, booking, now))
        {
            return new MovePreview(to.ActivityId, booking.Seats, before, RegistrationStatus.Confirmed, null, false, null, new Wording(
                "Det finns plats: anmälan flyttas och är bekräftad.", "There is room: the registration will be moved and confirmed."));
        }

        var (position, loses) = (Register.PlaceInLine(to, booking, now), Move.HasSeats(allocation));
        return new MovePreview(to.ActivityId, booking.Seats, before, RegistrationStatus.Waitlisted, position, loses, null, loses
            ? new Wording($"Det är fullt: du skulle lämna din plats och få plats {position} i kön.", $"It is full: you would give up your seat and be number {position} on the waiting list.")
            : new Wording($"Det är fullt: du får plats {position} i kön.", $"It is full: you would be number {position} on the waiting list."));
    }
}

/// <summary>
/// <c>GET /registrations/{id}/move?activityId=</c>, by the link or by an organiser of both activities' municipality (else 403). Says what a move
/// would give now; nothing is stored and no seat is kept. A move that is impossible is a 200 with <c>problem</c>. 404 <c>no-such-registration</c>;
/// 409 <c>same-activity</c>.
/// </summary>
public static class PreviewMoveEndpoint
{
    public static void MapPreviewMove(this RouteGroupBuilder api) =>
        api.MapGet("/registrations/{id}/move", HandleAsync)
            .WithTags("Registrations")
            .Audited()
            .WithName("previewMove")
            .WithSummary("Preview a move to another activity")
            .TakesManageToken()
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    /// <param name="activityId">The activity to move to.</param>
    private static async Task<Results<Ok<MovePreview>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, ActivityId activityId, HttpContext context, RegistrationAccess access, ActivitySeatsCache cache, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        if (activity == activityId)
        {
            return SeatProblems.SameActivity.ToAnswer();
        }

        if (RegistrationAccess.IsOrganiser(context) && !await context.HoldsForAsync("activities", activityId.ToString(), Roles.Organiser))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var (from, _) = await cache.ReadAsync(reads, activity.Value, cancellationToken);
        var (to, _) = await cache.ReadAsync(reads, activityId.Value, cancellationToken);
        return TypedResults.Ok(MovePreview.Of(from, to, id, RegistrationAccess.WhoAsks(context), clock.GetUtcNow()));
    }
}
