using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Somebody without an e-mail address calls or comes to the reception, and staff register them: in the same line and by the same rules as
/// everybody. They are told by their phone, or not at all, and then get a printed ticket.
/// </summary>
public static class RegisterAtDesk
{
    /// <summary>Somebody without an e-mail address.</summary>
    /// <param name="Name">As lists and the ticket show it, at most 120 characters.</param>
    /// <param name="Phone">
    /// Where they are told what is necessary, as an SMS; as people write it, Swedish unless it says otherwise. One number is one person. Left out, they
    /// are told nothing.
    /// </param>
    /// <param name="Locale">"sv" or "en", for what they are told; the request's language unless told.</param>
    /// <param name="Company">For whom they come; left out where it is for no company.</param>
    /// <param name="Seats">1 unless told, at most 20; a group is never split.</param>
    /// <param name="Answers">To the activity's own questions, by their keys; at most 30. Which are needed, the activity says.</param>
    /// <param name="Consent">They said so to the handling of their personal data; must be true, else 400.</param>
    /// <param name="Conversation">Only for a slot of an open house.</param>
    /// <param name="Override">Seats also where it is full, or registration has not opened or has closed.</param>
    /// <param name="OnlyIfRoom">True: refused with <c>not-enough-left</c> where there is no seat now. False or left out: waits in line.</param>
    /// <param name="Attendees">Who comes by it, as many as the seats at most: each gets a ticket. Without <c>seats</c> it asks for as many as are named.</param>
    public sealed record Request(
        string Name,
        string? Phone,
        string? Locale,
        Register.CompanyRequest? Company,
        int? Seats,
        IReadOnlyDictionary<string, string>? Answers,
        bool Consent,
        Register.ConversationRequest? Conversation = null,
        Register.OverrideRequest? Override = null,
        bool? OnlyIfRoom = null,
        IReadOnlyList<NameAttendees.AttendeeRequest>? Attendees = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).Text(120).IsPersonsName();
            RuleFor(request => request.Phone).IsPhoneNumberOrNone();
            RuleFor(request => request.Locale).IsLanguageOrNone();
            RuleFor(request => request.Company!).SetValidator(new CompanyValidator()).When(request => request.Company is not null);
            RuleFor(request => request.Conversation!).SetValidator(new ConversationValidator()).When(request => request.Conversation is not null);
            RuleFor(request => request.Seats).InclusiveBetween(1, Register.MostSeats);
            RuleFor(request => request.Answers).AtMost(Register.MostAnswers);
            this.Attendees(request => request.Attendees, request => request.Seats);
            RuleFor(request => request.Consent).Equal(true)
                .WithMessage(_ => Languages.Choose("Samtycke behövs.", "Consent is needed."));
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }
}

/// <summary>
/// <c>POST /activities/{id}/desk-registrations</c>: for organisers. 201: new, with seats or a place in line (<c>status</c>); an SMS follows where
/// there is a phone. 200: the phone has one here, which is answered. Without a phone each repeat is another one: send an <c>Idempotency-Key</c>.
/// Refused as <c>POST /activities/{id}/registrations</c> is: 404 <c>no-such-activity</c>. 409 <c>registration-not-open</c>,
/// <c>registration-closed</c>, <c>activity-cancelled</c>, <c>takes-no-registrations</c>, <c>more-than-there-are</c>, <c>company-limit</c>,
/// <c>waiting-list-full</c>; <c>not-enough-left</c> with <c>onlyIfRoom</c>; <c>registered-there</c> with <c>override</c>.
/// </summary>
public static class RegisterAtDeskEndpoint
{
    public static void MapRegisterAtDesk(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/desk-registrations", HandleAsync)
            .Validates<RegisterAtDesk.Request>()
            .Only(Roles.Organiser)
            .WithTags("Registrations")
            .Audited()
            .WithName("registerAtDesk")
            .WithSummary("Register somebody without an e-mail address")
            .AnswersWithRegistrations();

    private static async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        RegisterAtDesk.Request request,
        HttpContext context,
        SeatCommandProcessor processor,
        BookingFactory bookings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var booking = bookings.Of(request, now, context.IdForRepeats(id.Value));
        context.IsAbout($"contacts/{booking.Person.Id}");
        var decided = await processor.DecideAsync(
            id,
            seats => Register.WasThere(seats, booking) ? HttpProblems.KeyReused
                : request.Override is { } extra && !Register.IsThere(seats, booking) ? Grant.Decide(seats, booking, extra.Reason)
                : Register.Decide(seats, booking, now, request.OnlyIfRoom is true),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer(context);
        }

        return Register.IsThere(decided.State, booking)
            ? TypedResults.Created(
                $"/api/v1/registrations/{booking.Id}", RegistrationView.New(decided.State, booking, keys: null, now))
            : TypedResults.Ok(RegistrationView.Of(decided.State, decided.State.ActiveOf[booking.Person.Id], keys: null, now));
    }
}
