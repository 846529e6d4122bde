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

/// <summary>Somebody registers: seats where there are enough, else a place in line.</summary>
public static class Register
{
    public const int MostSeats = 20;
    public const int MostAnswers = 30;

    /// <summary>Who registers.</summary><param name="Name">As letters and lists show it, at most 120 characters.</param><param name="Email">Where the ticket and all letters go.</param>
    /// <param name="Phone">As people write it; Swedish unless it says otherwise.</param><param name="Locale">"sv" or "en"; the request's language unless told.</param>
    public sealed record ContactRequest(string Name, string Email, string? Phone, string? Locale);

    /// <summary>For whom they come.</summary><param name="Name">At most 200 characters.</param><param name="OrganisationNumber">Ten digits, with or without a hyphen.</param>
    public sealed record CompanyRequest(string? Name, string? OrganisationNumber);

    /// <summary>What they want to talk about: only for a slot of an open house, else 400. For the officer and whoever wrote it.</summary><param name="Topic">In short, at most 200 characters.</param><param name="Note">For the officer to read beforehand, at most 5,000 characters.</param>
    public sealed record ConversationRequest(string Topic, string? Note);

    /// <summary>An organiser decides against the rules, on purpose.</summary><param name="Reason">Why, at most 500 characters; it is stored with what was decided.</param>
    public sealed record OverrideRequest(string Reason);

    /// <summary>Somebody registers for one activity.</summary><param name="Contact">Who registers.</param><param name="Company">For whom they come; left out where it is for no company.</param><param name="Seats">1 unless told, at most 20; a group is never split.</param>
    /// <param name="Answers">To the activity's own questions, by their keys; at most 30. Which are needed, the activity says.</param><param name="Consent">To the handling of their personal data; must be true, else 400.</param><param name="Conversation">Only for a slot of an open house.</param>
    /// <param name="Override">Only by an organiser: seats also where it is full, or registration has not opened or has closed.</param><param name="OnlyIfRoom">True: refused with <c>not-enough-left</c> where there is no seat now. False or left out: waits in line.</param>
    /// <param name="Membership">What <c>POST /memberships</c> answered; not needed where the contact's own address stands in an association's list.</param><param name="Attendees">Who comes by it, as many as the seats at most: each gets a ticket. Without <c>seats</c> it asks for as many as are named.</param>
    public sealed record Request(
        ContactRequest Contact,
        CompanyRequest? Company,
        int? Seats,
        IReadOnlyDictionary<string, string>? Answers,
        bool Consent,
        ConversationRequest? Conversation = null,
        OverrideRequest? Override = null,
        bool? OnlyIfRoom = null,
        string? Membership = null, IReadOnlyList<NameAttendees.AttendeeRequest>? Attendees = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Contact).SetValidator(new ContactValidator());
            RuleFor(request => request.Company!).SetValidator(new CompanyValidator()).When(request => request.Company is not null);
            RuleFor(request => request.Conversation!).SetValidator(new ConversationValidator()).When(request => request.Conversation is not null);
            RuleFor(request => request.Seats).InclusiveBetween(1, MostSeats);
            RuleFor(request => request.Answers).AtMost(MostAnswers);
            this.Attendees(request => request.Attendees, request => request.Seats);
            RuleFor(request => request.Membership).OptionalText(MembershipProof.Longest);
            RuleFor(request => request.Consent).Equal(true).WithMessage(_ => Languages.Choose("Samtycke behövs.", "Consent is needed."));
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <summary>
    /// A person has one active registration per activity: asking again changes nothing. What is refused is refused whoever it is about,
    /// so that nobody learns by somebody's address whether they are registered.
    /// </summary>
    /// <param name="onlyIfRoom">Whether they would rather have nothing than a place in line.</param>
    public static Decision Decide(ActivitySeats seats, Booking booking, DateTimeOffset now, bool onlyIfRoom = false)
    {
        if (IsThere(seats, booking))
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.EndHoldOf(booking.Person.Id);
        seats = uncommitted.Now;
        if (RefusalOf(seats, booking, now) is { } refusal)
        {
            return refusal;
        }

        var fits = FitsNow(seats, booking, now);
        if (!fits && onlyIfRoom)
        {
            return NoRoom(SeatProblems.NotEnoughLeft, seats, booking, now);
        }

        if (seats.ActiveOf.ContainsKey(booking.Person.Id))
        {
            return Decision.Nothing;
        }

        uncommitted.Add(fits ? new SeatsConfirmed(booking) : new SeatsWaitlisted(booking, PlaceInLine(seats, booking, now)));
        uncommitted.PromoteAfterHold(now);
        return uncommitted.ToDecision();
    }

    /// <summary>
    /// Whether it is this very one that the person has: the request is made again. One that was held is not: who makes the request again
    /// may be somebody else than who confirmed the address.
    /// </summary>
    public static bool IsThere(ActivitySeats seats, Booking booking) =>
        seats.ActiveOf.TryGetValue(booking.Person.Id, out var active) && active == booking.Id && !seats.Allocations[active].WasHeld;

    /// <summary>Whether it was this very one, and has ended: what is asked for now is another one.</summary>
    public static bool WasThere(ActivitySeats seats, Booking booking) =>
        seats.Allocations.TryGetValue(booking.Id, out var allocation) && allocation.Status == AllocationStatus.Ended;

    /// <summary>Whether there are seats and nobody in line who has to get them first.</summary>
    public static bool FitsNow(ActivitySeats seats, Booking booking, DateTimeOffset now) =>
        booking.Seats <= seats.Tally.Left
        && seats.Line(now).All(other => GoesBefore(seats.Facts!, booking, other.Booking, now) || seats.MayBeOvertaken(other.Booking, now));

    /// <summary>Where somebody who comes now would stand in line; 1 is next.</summary>
    public static int PlaceInLine(ActivitySeats seats, Booking booking, DateTimeOffset now) =>
        seats.Line(now).Count(other => seats.CanFit(other.Booking) && !GoesBefore(seats.Facts!, booking, other.Booking, now)) + 1;

    /// <summary>Refused, with the place in line that it would have been.</summary>
    public static Refusal NoRoom(Problem problem, ActivitySeats seats, Booking booking, DateTimeOffset now) => new(
        problem, new Dictionary<string, object?> { ["left"] = seats.Tally.Left, ["position"] = PlaceInLine(seats, booking, now) });

    /// <summary>Why the activity takes no registration now, whoever asks.</summary>
    public static Refusal? ClosedBecause(ActivitySeats seats, DateTimeOffset now) => seats.Facts switch
    {
        null => SeatProblems.NoSuchActivity,
        { Phase: ActivityPhase.Cancelled } => SeatProblems.Cancelled,
        { Phase: ActivityPhase.Completed } => SeatProblems.Closed,
        { Capacity: 0 } => SeatProblems.TakesNone,
        { } facts when now < facts.OpensAt => SeatProblems.NotOpenYet.With("opensAt", facts.OpensAt),
        { } facts when now >= (facts.ClosesAt ?? facts.StartsAt) => SeatProblems.Closed,
        _ => null,
    };

    /// <summary>Why the activity takes no registration now, or not one like this.</summary>
    public static Refusal? RefusalOf(ActivitySeats seats, Booking booking, DateTimeOffset now) => seats.Facts switch
    {
        _ when ClosedBecause(seats, now) is { } closed => closed,
        { } facts when FlawsOf(booking, facts) is { Count: > 0 } flaws => Flaw.Refuse(flaws),
        { } facts when booking.Seats > facts.Capacity => SeatProblems.TooMany.With("capacity", facts.Capacity),
        { } when CompanyLimit.RefusalOf(seats, booking, booking.Seats) is { } limit => limit,
        { } facts when !FitsNow(seats, booking, now) && seats.Tally.Waiting + booking.Seats > facts.WaitingListLimit => SeatProblems.WaitingListFull,
        _ => null,
    };

    private static List<Flaw> FlawsOf(Booking booking, ActivityTerms facts)
    {
        var flaws = AnswerRules.FlawsOf(booking.Answers, facts).ToList();
        if (booking.Conversation is not null && !facts.IsSlot)
        {
            flaws.Add(new Flaw("conversation", "Bara en tid med en handläggare har ett samtalsämne.", "Only a slot with an officer has a topic to talk about."));
        }

        return flaws;
    }

    private static bool GoesBefore(ActivityTerms facts, Booking newcomer, Booking other, DateTimeOffset now) =>
        now < facts.MembersUntil && newcomer.IsMember && !other.IsMember;
}

/// <summary>
/// <c>POST /activities/{id}/registrations</c>: for anyone. 201: new, with seats or a place in line (<c>status</c>); a letter follows. 200: the address has one here: an organiser
/// is shown it, others what somebody new would get, without ticket or link. 202: the address must be confirmed within 15 minutes, by a letter.
/// <para>404 <c>no-such-activity</c>. 409 <c>registration-not-open</c>, <c>registration-closed</c>, <c>activity-cancelled</c>, <c>takes-no-registrations</c>, <c>more-than-there-are</c>,
/// <c>company-limit</c>, <c>waiting-list-full</c>, <c>membership-not-shown</c>; <c>officer-taken</c> where the officer of a slot has another conversation then (<c>takenBy</c>); <c>not-enough-left</c>
/// with <c>onlyIfRoom</c>; <c>registered-there</c> with <c>override</c>, which others than organisers are refused (403). 429 after too many letters in ten minutes, with <c>Retry-After</c>.</para>
/// </summary>
public static class RegisterEndpoint
{
    public static void MapRegister(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/registrations", HandleAsync)
            .Validates<Register.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("register")
            .WithSummary("Register for an activity")
            .AnswersWithRegistrations()
            .RefusesWith(StatusCodes.Status403Forbidden);

    private static async Task<Results<Created<RegistrationView>, Accepted<HeldView>, Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        Register.Request request,
        HttpContext context,
        SeatCommandProcessor processor,
        BookingFactory bookings,
        RecipientQuota quota,
        ConfirmFirst confirmFirst,
        RegistrationKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (request.Override is not null && !RegistrationAccess.IsOrganiser(context))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var now = clock.GetUtcNow();
        if (bookings.RefusalOf(request.Membership, now) is { } notShown)
        {
            return notShown.ToAnswer();
        }

        var booking = bookings.Of(request, now, context.IdForRepeats(id.Value));
        context.IsAbout($"contacts/{booking.Person.Id}");
        if (quota.RefusalOf(context, booking.Person.Id) is { } tooMany)
        {
            return tooMany;
        }

        var isHeld = await confirmFirst.IsNeededAsync(context, [id], booking, now, cancellationToken);
        if (isHeld && quota.RefusalOfHold(context, booking.Person.Id, booking.Seats) is { } tooManySeats)
        {
            return tooManySeats;
        }

        var decided = await processor.DecideAsync(
            id,
            seats => Register.WasThere(seats, booking) ? HttpProblems.KeyReused
                : Waits(seats) ? HoldSeats.Decide(seats, bookings.Consented(booking, seats), now, request.OnlyIfRoom is true)
                : request.Override is { } extra ? Grant.Decide(seats, bookings.Consented(booking, seats), extra.Reason)
                : Register.Decide(seats, bookings.Consented(booking, seats), now, request.OnlyIfRoom is true),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer(context);
        }

        quota.Count(context, booking.Person.Id, [decided]);
        var (state, links) = (decided.State, RegistrationAccess.LinksFor(context, keys, booking.Person.Id));

        // When the answer to the commit was lost, it was decided again, and nothing came of it: then the id tells that it is this one.
        if (Register.IsThere(state, booking))
        {
            return TypedResults.Created(
                $"/api/v1/registrations/{booking.Id}", RegistrationView.New(state, booking, links, now));
        }

        if (Waits(state))
        {
            return TypedResults.Accepted((string?)null, HeldView.Of([id], booking));
        }

        return TypedResults.Ok(RegistrationAccess.IsOrganiser(context)
            ? RegistrationView.Of(state, state.ActiveOf[booking.Person.Id], links, now)
            : RegistrationView.AsIfNew(state, booking, now));

        bool Waits(ActivitySeats seats) => isHeld || (HoldSeats.IsHeldFor(seats, booking) && !confirmFirst.IsShown(context, booking));
    }
}
