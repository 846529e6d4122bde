using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Whose registration it is has another name or number, or reads another language. The address stays: with another one it would be somebody
/// else's, whose ticket and link the first one would keep; see <see cref="HandOver"/>. Nobody is written to: nothing that they come for has changed.
/// </summary>
public static class ChangeContact
{
    /// <summary>What is to be known of whoever registered; the address cannot be changed.</summary>
    /// <param name="Name">At most 120 characters; in letters and lists from now on.</param>
    /// <param name="Phone">As people write it; Swedish unless it says otherwise. Left out, there is none any more.</param>
    /// <param name="Locale">"sv" or "en": the language of letters to come; as it was where it is left out.</param>
    public sealed record Request(string Name, string? Phone = null, string? Locale = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).Text(120).IsPersonsName();
            RuleFor(request => request.Phone).IsPhoneNumberOrNone();
            RuleFor(request => request.Locale).IsLanguageOrNone();
        }
    }

    public static Decision Decide(ActivitySeats seats, RegistrationId id, Request request, DateTimeOffset now)
    {
        if (seats.Active(id) is not { } allocation)
        {
            return SeatProblems.NoSuchRegistration;
        }

        var before = allocation.Booking.Person;
        var person = before with
        {
            Name = request.Name.Trim(),
            Phone = PhoneNumber.TryNormalise(request.Phone, out var e164) ? e164 : null,
            Locale = request.Locale ?? before.Locale,
        };
        if (person == before)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new ContactChanged(
            allocation.Booking with { Person = person },
            RegistrationView.StatusOf(allocation),
            allocation.Status == AllocationStatus.Waiting ? seats.PositionOf(id, now) : null));
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// <c>PUT /registrations/{id}/contact</c>, by the link or by an organiser, as long as the registration has not ended: no deadline. Changes name,
/// phone and language; no letter is sent. Another e-mail address needs <c>POST /registrations/{id}/hand-over</c>. 404 <c>no-such-registration</c>, also where it has ended.
/// </summary>
public static class ChangeContactEndpoint
{
    public static void MapChangeContact(this RouteGroupBuilder api) =>
        api.MapPut("/registrations/{id}/contact", HandleAsync)
            .Validates<ChangeContact.Request>()
            .WithTags("Registrations")
            .Audited()
            .WithName("changeContact")
            .WithSummary("Change the contact of a registration")
            .AnswersWithRegistrations()
            .TakesManageToken();

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id,
        ChangeContact.Request request,
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

        var now = clock.GetUtcNow();
        var decided = await processor.DecideAsync(activity, seats => ChangeContact.Decide(seats, id, request, now), cancellationToken);
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(RegistrationView.Of(decided.State, id, RegistrationAccess.LinksFor(context, keys), now));
    }
}
