using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Somebody books several activities in one step, for instance conversations with three officers after each other: seats at
/// all of them, or nothing is booked.
/// </summary>
public static class RegisterForSeveral
{
    private const int Most = 20;

    /// <summary>One person registers for several activities in one step: all of them, or none.</summary>
    /// <param name="ActivityIds">2 to 20 different ones; 409 <c>activities-overlap</c> where two are at the same time.</param>
    /// <param name="Contact">Who registers.</param>
    /// <param name="Company">For whom they come; left out where it is for no company.</param>
    /// <param name="Seats">At each activity, 1 to 20; 1 unless told.</param>
    /// <param name="Answers">At most 100, by the questions' keys; each activity takes those that it asks.</param>
    /// <param name="Consent">To the handling of their personal data; must be true.</param>
    /// <param name="Conversation">What to talk about; the slots take it, other activities do not.</param>
    /// <param name="Membership">
    /// What <c>POST /memberships</c> answered; not needed where the contact's own address stands in an association's list.
    /// </param>
    /// <param name="Attendees">
    /// Who comes, as many as the seats at most: each gets a ticket at each activity. Without <c>seats</c> it asks for as many as are named.
    /// </param>
    public sealed record Request(
        IReadOnlyList<ActivityId> ActivityIds,
        Register.ContactRequest Contact,
        Register.CompanyRequest? Company,
        int? Seats,
        IReadOnlyDictionary<string, string>? Answers,
        bool Consent,
        Register.ConversationRequest? Conversation = null,
        string? Membership = null,
        IReadOnlyList<NameAttendees.AttendeeRequest>? Attendees = null)
    {
        internal Register.Request AsOne() => new(Contact, Company, Seats, Answers, Consent, Conversation, Membership: Membership, Attendees: Attendees);
    }

    /// <summary>The registrations that came of it, one for each activity.</summary>
    /// <param name="Registrations">In the order in which they were asked for.</param>
    public sealed record Answer(IReadOnlyList<RegistrationView> Registrations);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ActivityIds)
                .Must(ids => ids is { Count: >= 2 and <= Most } && ids.Distinct().Count() == ids.Count)
                .WithMessage(_ => Languages.Choose($"2 till {Most} olika aktiviteter.", $"2 to {Most} different activities."));
            RuleFor(request => request.Contact).SetValidator(new ContactValidator());
            RuleFor(request => request.Company!).SetValidator(new CompanyValidator()).When(request => request.Company is not null);
            RuleFor(request => request.Conversation!).SetValidator(new ConversationValidator()).When(request => request.Conversation is not null);
            RuleFor(request => request.Seats).InclusiveBetween(1, Register.MostSeats);
            RuleFor(request => request.Answers).AtMost(100);
            this.Attendees(request => request.Attendees, request => request.Seats);
            RuleFor(request => request.Membership).OptionalText(MembershipProof.Longest);
            RuleFor(request => request.Consent).Equal(true)
                .WithMessage(_ => Languages.Choose("Samtycke behövs.", "Consent is needed."));
        }
    }

    /// <param name="bookings">One for each, in the same order.</param>
    /// <returns>A decision for each; where one is refused, its problem names the activity.</returns>
    public static IReadOnlyList<Decision> Decide(IReadOnlyList<ActivitySeats> activities, IReadOnlyList<Booking> bookings, DateTimeOffset now)
    {
        var decisions = new List<Decision>();
        for (var i = 0; i < activities.Count; i++)
        {
            var (seats, booking) = (activities[i], For(bookings[i], activities[i].Facts));
            if (Register.IsThere(seats, booking))
            {
                decisions.Add(Decision.Nothing);
                continue;
            }

            var uncommitted = new UncommittedEvents(seats);
            uncommitted.EndHoldOf(booking.Person.Id);
            if (RefusalOf([.. activities.Take(i), uncommitted.Now], i, booking, now) is { } refusal)
            {
                decisions.Add(refusal);
                continue;
            }

            // Whoever has one there keeps it; nobody is told.
            if (seats.ActiveOf.ContainsKey(booking.Person.Id))
            {
                decisions.Add(Decision.Nothing);
                continue;
            }

            uncommitted.Add(new SeatsConfirmed(booking));
            uncommitted.PromoteAfterHold(now);
            decisions.Add(uncommitted.ToDecision());
        }

        return Chains.Join(activities, decisions);
    }

    /// <summary>Why not this one of them; names the activity.</summary>
    public static Refusal? RefusalOf(IReadOnlyList<ActivitySeats> activities, int index, Booking booking, DateTimeOffset now)
    {
        var seats = activities[index];
        var refusal = activities.Take(index).Any(other => AtTheSameTime(other.Facts, seats.Facts)) ? SeatProblems.Overlapping
            : Register.RefusalOf(seats, booking, now) is { } refused ? refused
            : Register.FitsNow(seats, booking, now) ? null
            : SeatProblems.NotEnoughLeft.With("left", seats.Tally.Left);
        return refusal is null
            ? null
            : refusal with { Facts = new Dictionary<string, object?>(refusal.Facts ?? new Dictionary<string, object?>()) { ["activityId"] = seats.ActivityId } };
    }

    /// <summary>As an activity takes it: the answers that it asks for, and a topic only where it is a conversation.</summary>
    public static Booking For(Booking booking, ActivityTerms? facts) => booking with
    {
        Answers = AnswerRules.Asked(booking.Answers, facts),
        Conversation = facts is { IsSlot: true } ? booking.Conversation : null,
    };

    private static bool AtTheSameTime(ActivityTerms? one, ActivityTerms? other) =>
        one is not null && other is not null && one.StartsAt < other.EndsAt && other.StartsAt < one.EndsAt;
}

/// <summary>
/// <c>POST /registrations</c>: for anyone. One person gets seats at all of the activities, or nothing is booked; nobody waits in line. Of several
/// conversations one letter tells, with all of them. 201 with one registration each: at an activity where the address has one already, the answer shows what somebody new would get, without ticket or link. 202:
/// the address must be confirmed within 15 minutes, by a letter. Refused as a single registration is, and with 409 <c>activities-overlap</c> or
/// <c>not-enough-left</c>, or <c>officer-taken</c> where the officer has another conversation then; the problem's <c>activityId</c> says which one.
/// </summary>
public static class RegisterForSeveralEndpoint
{
    public static void MapRegisterForSeveral(this RouteGroupBuilder api) =>
        api.MapPost("/registrations", HandleAsync)
            .Validates<RegisterForSeveral.Request>()
            .WithTags("Registrations")
            .Audited()
            .AnswersWithRegistrations()
            .WithName("registerForSeveral")
            .WithSummary("Register for several activities at once");

    private static async Task<Results<Created<RegisterForSeveral.Answer>, Accepted<HeldView>, ProblemHttpResult>> HandleAsync(
        RegisterForSeveral.Request request, HttpContext context, SeatCommandProcessor processor, BookingFactory bookings, RecipientQuota quota, ConfirmFirst confirmFirst, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (bookings.RefusalOf(request.Membership, now) is { } notShown)
        {
            return notShown.ToAnswer();
        }

        var asked = request.ActivityIds.Select(activity => bookings.Of(request.AsOne(), now, context.IdForRepeats(activity.Value))).ToList();
        context.IsAbout($"contacts/{asked[0].Person.Id}");
        if (quota.RefusalOf(context, asked[0].Person.Id, asked.Count) is { } tooMany)
        {
            return tooMany;
        }

        var isHeld = await confirmFirst.IsNeededAsync(context, request.ActivityIds, asked[0], now, cancellationToken);
        if (isHeld && quota.RefusalOfHold(context, asked[0].Person.Id, asked.Sum(booking => booking.Seats)) is { } tooManySeats)
        {
            return tooManySeats;
        }

        var decided = await processor.DecideAsync(
            request.ActivityIds,
            seats => seats.Zip(asked).Any(each => Register.WasThere(each.First, each.Second))
                ? [.. seats.Select(_ => Decision.FromProblem(HttpProblems.KeyReused))]
                : isHeld || IsHeld(seats) ? HoldSeats.DecideSeveral(seats, Consented(seats), now)
                : RegisterForSeveral.Decide(seats, Consented(seats), now),
            cancellationToken);
        if (decided[0].Refusal is { } refusal)
        {
            return refusal.ToAnswer(context);
        }

        quota.Count(context, asked[0].Person.Id, decided);
        return IsHeld(decided.Select(activity => activity.State)) || (isHeld && !decided.Zip(asked).All(each => Register.IsThere(each.First.State, each.Second)))
            ? TypedResults.Accepted((string?)null, HeldView.Of(request.ActivityIds, asked[0]))
            : TypedResults.Created((string?)null, new RegisterForSeveral.Answer(
                decided.Zip(asked, (activity, booking) => ViewOf(activity.State, booking)).ToList()));

        List<Booking> Consented(IEnumerable<ActivitySeats> activities) => [.. activities.Zip(asked, (seats, booking) => bookings.Consented(booking, seats))];

        bool IsHeld(IEnumerable<ActivitySeats> activities) =>
            !confirmFirst.IsShown(context, asked[0]) && activities.Any(seats => HoldSeats.IsHeldFor(seats, asked[0]));

        RegistrationView ViewOf(ActivitySeats seats, Booking booking) => Register.IsThere(seats, booking)
            ? RegistrationView.New(seats, booking, RegistrationAccess.LinksFor(context, keys, booking.Person.Id), now)
            : RegistrationView.AsIfNew(seats, booking, now);
    }
}
