using BusinessFocus.Contracts;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.People;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.People;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>Somebody registers: seats where there are enough, else a place in line.</summary>
public static class Register
{
    public const int MostSeats = 20;

    /// <param name="Phone">As people write it; Swedish unless it says otherwise.</param>
    /// <param name="Locale">"sv" or "en"; the request's language unless told.</param>
    public sealed record ContactRequest(string Name, string Email, string? Phone, string? Locale);

    public sealed record CompanyRequest(string? Name, string? OrganisationNumber);

    /// <param name="Seats">1 unless told; a group is never split.</param>
    /// <param name="Answers">To the activity's own questions.</param>
    /// <param name="Consent">To the handling of their personal data; must be given.</param>
    public sealed record Request(
        ContactRequest Contact, CompanyRequest? Company, int? Seats, IReadOnlyDictionary<string, string>? Answers, bool Consent);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Contact.Name).Text(120);
            RuleFor(request => request.Contact.Email).Must(email => EmailAddress.TryNormalise(email, out _))
                .WithMessage(_ => Languages.Choose("Det är ingen e-postadress.", "Not an e-mail address."));
            RuleFor(request => request.Contact.Phone).Must(phone => string.IsNullOrEmpty(phone) || PhoneNumber.TryNormalise(phone, out _))
                .WithMessage(_ => Languages.Choose("Det är inget telefonnummer.", "Not a phone number."));
            RuleFor(request => request.Contact.Locale).Must(locale => locale is null || Languages.All.Contains(locale))
                .WithMessage(_ => Languages.Choose("sv eller en.", "sv or en."));
            RuleFor(request => request.Company!.Name).OptionalText(200).When(request => request.Company is not null);
            RuleFor(request => request.Company!.OrganisationNumber)
                .Must(number => string.IsNullOrEmpty(number) || OrganisationNumber.TryParse(number, out _))
                .When(request => request.Company is not null)
                .WithMessage(_ => Languages.Choose("Det är inget organisationsnummer.", "Not an organisation number."));
            RuleFor(request => request.Seats).InclusiveBetween(1, MostSeats);
            RuleFor(request => request.Answers).Must(answers => answers is null || (answers.Count <= 30 && answers.All(answer => answer.Key.Length <= 60 && answer.Value.Length <= 2000)))
                .WithMessage(_ => Languages.Choose("Högst 30 svar om 2 000 tecken.", "At most 30 answers of 2,000 characters."));
            RuleFor(request => request.Consent).Equal(true)
                .WithMessage(_ => Languages.Choose("Samtycke behövs.", "Consent is needed."));
        }
    }

    /// <summary>A person has one active registration an activity: asking again changes nothing.</summary>
    public static Decision Decide(ActivitySeats seats, Booking booking, DateTimeOffset now)
    {
        if (seats.ActiveOf.ContainsKey(booking.Person.Id))
        {
            return Decision.Nothing;
        }

        if (RefusalOf(seats, booking, now) is { } refusal)
        {
            return refusal;
        }

        var happenings = new Happenings(seats);
        if (FitsNow(seats, booking, now))
        {
            happenings.Add(new SeatsConfirmed(booking));
        }
        else
        {
            var ahead = seats.Line(now).Count(other => !GoesBefore(seats.Facts!, booking, other.Booking, now));
            happenings.Add(new SeatsWaitlisted(booking, ahead + 1));
        }

        return happenings.ToDecision();
    }

    /// <summary>Whether there are seats and nobody in line who has to get them first.</summary>
    public static bool FitsNow(ActivitySeats seats, Booking booking, DateTimeOffset now) =>
        booking.Seats <= seats.Tally.Left && seats.Line(now).All(other => GoesBefore(seats.Facts!, booking, other.Booking, now));

    /// <summary>Why the activity takes no registration now, or not one of this size.</summary>
    public static Refusal? RefusalOf(ActivitySeats seats, Booking booking, DateTimeOffset now) => seats.Facts switch
    {
        null => SeatProblems.NoSuchActivity,
        { Phase: ActivityPhase.Cancelled } => SeatProblems.Cancelled,
        { Phase: ActivityPhase.Completed } => SeatProblems.Closed,
        { Capacity: 0 } => SeatProblems.TakesNone,
        { } facts when now < facts.OpensAt => SeatProblems.NotOpenYet.With("opensAt", facts.OpensAt),
        { } facts when now >= (facts.ClosesAt ?? facts.StartsAt) => SeatProblems.Closed,
        { } facts when booking.Seats > facts.Capacity => SeatProblems.TooMany.With("capacity", facts.Capacity),
        { } facts when !FitsNow(seats, booking, now) && seats.Tally.Waiting + booking.Seats > facts.WaitingListLimit => SeatProblems.WaitingListFull,
        _ => null,
    };

    private static bool GoesBefore(ActivityFacts facts, Booking newcomer, Booking other, DateTimeOffset now) =>
        now < facts.MembersUntil && newcomer.IsMember && !other.IsMember;

    /// <summary>The booking that a request asks for.</summary>
    public static Booking BookingOf(Request request, RegistrationId id, string ticket, bool isMember, string language, DateTimeOffset now)
    {
        var contact = request.Contact;
        EmailAddress.TryNormalise(contact.Email, out var email);
        var phone = PhoneNumber.TryNormalise(contact.Phone, out var e164) ? e164 : null;
        var person = new Person(ContactIds.Of(email), contact.Name.Trim(), email, phone, contact.Locale ?? language);
        var company = request.Company is { } asked && (asked.Name, asked.OrganisationNumber) is not (null, null)
            ? new Company(asked.Name?.Trim(), OrganisationNumber.TryParse(asked.OrganisationNumber, out var number) ? number.Shown : null)
            : null;
        return new Booking(id, request.Seats ?? 1, person, company, isMember, ticket, request.Answers, now);
    }
}

/// <summary>
/// <c>POST /activities/{id}/registrations</c>: 201 for a new registration, 200 with the one that is there. The latter
/// without its ticket and manage token: whoever knows an address could else take over its registration; its owner has
/// them in the mail.
/// </summary>
public static class RegisterEndpoint
{
    public static void MapRegister(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/registrations", HandleAsync)
            .Validates<Register.Request>()
            .WithTags("Registrations")
            .WithName("register");

    private static async Task<Results<Created<RegistrationView>, Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        ActivityId id, Register.Request request, BoxOffice boxOffice, MemberDirectory members, Keys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        var registrationId = RegistrationId.New();
        var now = clock.GetUtcNow();
        var isMember = members.Has(request.Company?.OrganisationNumber, request.Contact.Email);
        var booking = Register.BookingOf(request, registrationId, Ticket.Issue(registrationId, keys.Tickets), isMember, Languages.Current, now);
        var decided = await boxOffice.DecideAsync(id, seats => Register.Decide(seats, booking, now), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var view = RegistrationView.Of(decided.State, decided.State.ActiveOf[booking.Person.Id], keys, now);
        return decided.Events.Count > 0
            ? TypedResults.Created($"/api/v1/registrations/{view.Id}", view)
            : TypedResults.Ok(view.WithoutCredentials());
    }
}
