using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// <c>POST /editions/{id}/conversations</c>: for anyone. Books a conversation about a topic with any officer who is free then. 201: it has seats, and the
/// answer says which slot it is; a letter follows. Whose address has a slot about it at such a time already is answered what somebody new would get,
/// without ticket or link, and gets no second one. 202: the address must be confirmed within 15 minutes, by a letter.
/// <para>409 <c>none-free</c> where no officer is free then (<c>language</c>, where one was asked for), or the edition has no such slots; else as a single registration is refused. 429 after too
/// many letters in ten minutes, with <c>Retry-After</c>.</para>
/// </summary>
public static class BookByTopicEndpoint
{
    public static void MapBookByTopic(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/conversations", HandleAsync)
            .Validates<BookByTopic.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("bookConversation")
            .WithSummary("Book a conversation with any officer")
            .AnswersWithRegistrations();

    private static async Task<Results<Created<RegistrationView>, Accepted<HeldView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        BookByTopic.Request request,
        HttpContext context,
        ActivitySeatsCache cache,
        IQuerySession reads,
        SeatCommandProcessor processor,
        BookingFactory bookings,
        RecipientQuota quota,
        ConfirmFirst confirmFirst,
        RegistrationKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (bookings.RefusalOf(request.Membership, now) is { } notShown)
        {
            return notShown.ToAnswer();
        }

        var booking = bookings.Of(request.AsOne(), now, context.IdForRepeats(id.Value));
        context.IsAbout($"contacts/{booking.Person.Id}");
        if (quota.RefusalOf(context, booking.Person.Id) is { } tooMany)
        {
            return tooMany;
        }

        var (slots, others) = await SlotsAsync(id, request, booking, cache, reads, now, cancellationToken);
        if (slots.Count == 0)
        {
            return request.NoneFree().ToAnswer(context);
        }

        var isHeld = await confirmFirst.IsNeededAsync(context, [slots[0].ActivityId], booking, now, cancellationToken);
        if (isHeld && quota.RefusalOfHold(context, booking.Person.Id, booking.Seats) is { } tooManySeats)
        {
            return tooManySeats;
        }

        var outcome = new BookByTopic.Outcome(null, []);
        var decided = await processor.DecideAsync(
            [.. slots.Select(seats => seats.ActivityId), .. others],
            all =>
            {
                outcome = BookByTopic.Decide(all, slots.Count, booking, Decide, now);
                return outcome.Decisions;
            },
            cancellationToken);
        if (decided[0].Refusal is not null || outcome.Chosen is not { } chosen)
        {
            return (decided[0].Refusal is { } why && why.Problem != SeatProblems.NoneFree ? why : request.NoneFree()).ToAnswer(context);
        }

        var state = decided[chosen].State;
        quota.Count(context, booking.Person.Id, [decided[chosen]]);
        return Register.IsThere(state, booking)
            ? TypedResults.Created(
                $"/api/v1/registrations/{booking.Id}",
                RegistrationView.New(state, booking, RegistrationAccess.LinksFor(context, keys, booking.Person.Id), now))
            : isHeld
                ? TypedResults.Accepted((string?)null, HeldView.Of([state.ActivityId], booking))
                : TypedResults.Created((string?)null, RegistrationView.AsIfNew(state, booking, now));

        Domain.Decisions.Decision Decide(ActivitySeats seats)
        {
            var own = RegisterForSeveral.For(bookings.Consented(booking, seats), seats.Facts);
            return isHeld ? HoldSeats.Decide(seats, own, now, onlyIfRoom: true) : Register.Decide(seats, own, now, onlyIfRoom: true);
        }
    }

    /// <summary>As it was known lately: what the decision is made on is read by the processor.</summary>
    /// <returns>The slots about it, the earliest first; and what else of the edition their officers have at the same time.</returns>
    private static async Task<(IReadOnlyList<ActivitySeats> Slots, IReadOnlyList<ActivityId> Others)> SlotsAsync(
        EditionId edition, BookByTopic.Request request, Booking booking, ActivitySeatsCache cache, IQuerySession reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entries = await reads.Query<ActivityEntry>()
            .Where(entry => entry.Edition == edition.Value && entry.EndsAt > now)
            .OrderBy(entry => entry.StartsAt)
            .ToListAsync(cancellationToken);
        var slots = new List<ActivitySeats>();
        foreach (var entry in entries.Where(entry => entry.Officers.Count > 0 && (request.StartsAt is not { } startsAt || entry.StartsAt == startsAt)))
        {
            var (seats, _) = await cache.ReadAsync(reads, entry.Id.Value, cancellationToken);
            if (request.IsLike(seats.Facts) && IsOfUse(seats))
            {
                slots.Add(seats);
                if (request.StartsAt is null && slots.Count == BookByTopic.Most)
                {
                    break;
                }
            }
        }

        return (slots, [.. (await reads.ElsewhereAsync(slots, cancellationToken)).Except(slots.Select(slot => slot.ActivityId))]);

        // Those of the person stay among them: that they have one has to be seen.
        bool IsOfUse(ActivitySeats seats) =>
            seats.ActiveOf.ContainsKey(booking.Person.Id) || seats.HeldFor.ContainsKey(booking.Person.Id)
            || (Register.ClosedBecause(seats, now) is null && (request.StartsAt is not null || Register.FitsNow(seats, booking, now)));
    }
}
