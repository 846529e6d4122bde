using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>Who booked a slot asks for an earlier one about the same, with whichever officer; or no longer.</summary>
public static class WishEarlier
{
    /// <summary>Why this registration cannot wait for an earlier slot.</summary>
    public static Refusal? RefusalOf(ActivitySeats seats, RegistrationId id, DateTimeOffset now) => seats switch
    {
        _ when seats.Active(id) is not { } allocation => SeatProblems.NoSuchRegistration,
        { Facts: not { IsSlot: true } } => SeatProblems.NotAConversation,
        _ when seats.Active(id)!.Status != AllocationStatus.Confirmed => SeatProblems.NotConfirmed,
        _ => Move.Hindrance(seats, id, Contracts.Registration.CancelledBy.Contact, now),
    };
}

/// <summary>The wish for an earlier slot.</summary>
/// <param name="RegistrationId">Whose.</param>
/// <param name="Since">UTC: whoever has waited longest is asked first.</param>
/// <param name="OfferedUntil">UTC: until then an earlier one is kept, by the link in the letter; left out where none was offered yet.</param>
public sealed record EarlierWishView(RegistrationId RegistrationId, DateTimeOffset Since, DateTimeOffset? OfferedUntil)
{
    internal static EarlierWishView Of(EarlierWish wish) => new(wish.Id, wish.Since, wish.OfferedUntil);
}

/// <summary><c>PUT</c> and <c>DELETE /registrations/{id}/earlier-wish</c>, by the link or by an organiser.</summary>
public static class WishEarlierEndpoint
{
    public static void MapWishEarlier(this RouteGroupBuilder api)
    {
        api.MapPut("/registrations/{id}/earlier-wish", WishAsync).WithTags("Registrations").Audited().WithName("wishEarlierTime").WithSummary("Wait for an earlier conversation").TakesManageToken();
        api.MapDelete("/registrations/{id}/earlier-wish", WithdrawAsync).WithTags("Registrations").Audited().WithName("withdrawEarlierWish").WithSummary("Wait for no earlier conversation").TakesManageToken();
    }

    /// <summary>
    /// By the link or by an organiser: who booked a conversation waits for an earlier one of the edition with one of its topics, with whichever officer.
    /// Each slot that becomes free is offered to whoever has waited longest, by a letter with a link, and kept for an hour or as the slot's rules say;
    /// taking it gives up the later one in the same step, and then the next in line is asked for that. A slot is offered once; the wish ends with the
    /// registration. Again is 200 and changes nothing. 404 <c>no-such-registration</c>. 409 <c>not-a-conversation</c>, <c>not-confirmed</c> where it
    /// waits, <c>too-late</c> after <c>changeableUntil</c>, <c>came-already</c>.
    /// </summary>
    private static async Task<Results<Ok<EarlierWishView>, ProblemHttpResult>> WishAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, IDocumentStore store, ActivitySeatsCache cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        await using var session = store.LightweightSession();
        var (seats, _) = await cache.ReadAsync(session, activity.Value, cancellationToken);
        var now = clock.GetUtcNow();
        if (WishEarlier.RefusalOf(seats, id, now) is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var wish = await session.LoadAsync<EarlierWish>(id, cancellationToken);
        if (wish is null)
        {
            wish = new EarlierWish(id, activity, seats.Facts!.EditionId.Value, now, []);
            session.Store(wish);
            await session.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.Ok(EarlierWishView.Of(wish));
    }

    /// <summary>
    /// By the link or by an organiser: no earlier slot is offered any more. What was offered already can still be taken. Again is 204 and changes
    /// nothing. 404 <c>no-such-registration</c>.
    /// </summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, IDocumentStore store, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is null)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        await using var session = store.LightweightSession();
        session.Delete<EarlierWish>(id);
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
