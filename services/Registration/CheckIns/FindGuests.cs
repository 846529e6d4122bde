using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// Somebody at the door has no ticket at hand, and says a name. What is shown is what a door needs to let them in: no address, no number, no
/// answers, and never everybody at once.
/// </summary>
public static class FindGuests
{
    public const int Most = 20;

    /// <summary>Who is looked for.</summary>
    /// <param name="Search">
    /// Parts of a name or of a company's, 2 to 100 characters; each word has to be somewhere in them. Capitals and accents do not matter:
    /// <c>oberg</c> finds Öberg.
    /// </param>
    public sealed record Query([FromQuery] string Search);

    public sealed class QueryValidator : AbstractValidator<Query>
    {
        public QueryValidator() => RuleFor(query => query.Search)
            .Must(search => search is { Length: <= 100 } && SearchText.WordsOf(search).Sum(word => word.Length) >= 2)
            .WithMessage(_ => Languages.Choose("Minst två bokstäver eller siffror, högst 100 tecken.", "At least two letters or digits, at most 100 characters."));
    }

    public static GuestsView Find(ActivitySeats seats, string search)
    {
        var words = SearchText.WordsOf(search);
        var found = Guest.AllOf(seats, guest => SearchText.HasAll($"{guest.Name} {guest.RegisteredBy} {guest.Company}", words));
        return new GuestsView(
            [.. found.Take(Most).Select(guest => new GuestView(guest.Id, guest.Name, guest.Company, guest.Status, guest.Seats, guest.Came, guest.CameAt))],
            found.Count);
    }
}

/// <summary>Who was found by name.</summary>
/// <param name="Items">At most 20, in the order of their names.</param>
/// <param name="Total">How many there are; where it is more than those, more letters say who is meant.</param>
public sealed record GuestsView(IReadOnlyList<GuestView> Items, int Total);

/// <summary>Somebody who is expected, as a door sees them.</summary>
/// <param name="Id">Checks them in without a ticket, by <c>POST /activities/{id}/check-ins</c>.</param>
/// <param name="Name">Of an attendee who was named, or of whoever registered, for all of the registration who have no name; empty for a walk-in who left none.</param>
/// <param name="Company">As they named it; left out where they named none.</param>
/// <param name="Status">Only <c>confirmed</c> gets in; the others wait for a seat.</param>
/// <param name="Seats">For how many it stands, 1 to 20.</param>
/// <param name="Came">How many of those have come.</param>
/// <param name="CheckedInAt">When the first of them came, UTC; left out until then.</param>
public sealed record GuestView(RegistrationId Id, string Name, string? Company, RegistrationStatus Status, int Seats, int Came, DateTimeOffset? CheckedInAt);

/// <summary>
/// <c>GET /activities/{id}/attendees?search=</c>: for organisers, and for door staff at the doors and on the days that they were given (else 403).
/// Who is expected, or waits for a seat, by a part of a name or company. 404 <c>no-such-activity</c>.
/// </summary>
public static class FindGuestsEndpoint
{
    public static void MapFindGuests(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/attendees", HandleAsync)
            .Validates<FindGuests.Query>()
            .Only(Roles.Organiser, Roles.Door)
            .WithTags("Check-in")
            .Audited()
            .WithName("findAttendees")
            .WithSummary("Find somebody at the door by name");

    private static async Task<Results<Ok<GuestsView>, ProblemHttpResult>> HandleAsync(
        ActivityId id, [AsParameters] FindGuests.Query query, HttpContext context, ActivitySeatsCache cache, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (CheckInRights.MissingAt(context, id, clock.GetUtcNow()) is { } missing)
        {
            return missing;
        }

        var (seats, version) = await cache.ReadAsync(reads, id.Value, cancellationToken);
        if (seats.Facts is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.SetVersion(version);
        return TypedResults.Ok(FindGuests.Find(seats, query.Search));
    }
}
