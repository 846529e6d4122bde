using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>An organiser adds a place to an edition.</summary>
public static class AddVenue
{
    /// <summary>A venue as it is to be, as a whole: in a change, what is left out is removed.</summary>
    /// <param name="Capacity">People that it holds, 0 to 100,000; left out where nobody knows. An activity with more seats clashes with it.</param>
    /// <param name="Latitude">Degrees north (WGS 84), −90 to 90; with the longitude or not at all. Travel times are estimated from it.</param>
    /// <param name="Longitude">Degrees east (WGS 84), −180 to 180; with the latitude or not at all.</param>
    /// <param name="Shared">False for a placeholder such as "Hos företaget", which is not one place and never clashes; true unless told.</param>
    /// <param name="Rooms">Parts that can be used by themselves, at most 100; left out, it is used as a whole.</param>
    /// <param name="OpeningHours">When it is open in a week, at most 100 periods on the clock in Europe/Stockholm; left out, at any time.</param>
    /// <param name="Reason">Why it is added or changed, kept with the change; at most 500 characters.</param>
    /// <param name="Name">What it is called, at most 120 characters; no other venue of the edition is called so, whatever the case.</param>
    /// <param name="Address">Street and town, at most 200 characters.</param>
    /// <param name="Accessibility">What visitors who need it can count on; left out where nobody has said.</param>
    public sealed record Request(
        string Name,
        string? Address = null,
        int? Capacity = null,
        double? Latitude = null,
        double? Longitude = null,
        bool Shared = true,
        IReadOnlyList<Room>? Rooms = null,
        Accessibility? Accessibility = null,
        IReadOnlyList<WeeklyHours>? OpeningHours = null,
        string? Reason = null)
    {
        internal VenueDetails Details => new(
            (Rooms ?? []).Select(room => room with { Name = room.Name.Trim() }).ToList(), Accessibility, OpeningHours ?? []);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        private const int MostPeople = 100_000;

        public Validator()
        {
            RuleFor(request => request.Name).Text(120);
            RuleFor(request => request.Address).OptionalText(200);
            RuleFor(request => request.Capacity).InclusiveBetween(0, MostPeople);
            RuleFor(request => request.Latitude).InclusiveBetween(-90, 90);
            RuleFor(request => request.Longitude).InclusiveBetween(-180, 180);
            RuleFor(request => request.Longitude).NotNull().When(request => request.Latitude is not null);
            RuleFor(request => request.Latitude).NotNull().When(request => request.Longitude is not null);
            RuleFor(request => request.Rooms)
                .Must(rooms => rooms is not { Count: > 100 })
                .Must(rooms => rooms is null || rooms.DistinctBy(room => room.Name.Trim()).Count() == rooms.Count)
                .WithMessage(_ => Languages.Choose("Två rum med samma namn.", "Two rooms with the same name."));
            RuleForEach(request => request.Rooms).ChildRules(room =>
            {
                room.RuleFor(each => each.Name).Text(80);
                room.RuleFor(each => each.Capacity).InclusiveBetween(0, MostPeople);
            });
            RuleFor(request => request.Accessibility!.Note).OptionalText(500).When(request => request.Accessibility is not null);
            this.Hours(request => request.OpeningHours);
            RuleFor(request => request.Reason).OptionalText(500);
        }
    }

    public static Decision Decide(
        VenueId id, EditionId edition, Request request, IReadOnlyCollection<Venue> others, DateTimeOffset now) =>
        IsTaken(request.Name, others)
            ? VenueProblems.NameTaken.With("name", request.Name)
            : Decision.Of(new VenueAdded(
                id,
                edition,
                request.Name.Trim(),
                request.Address,
                request.Capacity,
                request.Latitude,
                request.Longitude,
                request.Shared,
                now,
                request.Details,
                request.Reason));

    internal static bool IsTaken(string name, IReadOnlyCollection<Venue> others) =>
        others.Any(other => string.Equals(other.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>The endpoint of <see cref="AddVenue"/>.</summary>
public static class AddVenueEndpoint
{
    public static void MapAddVenue(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/venues", HandleAsync)
            .Validates<AddVenue.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("addVenue")
            .WithSummary("Add a venue");

    /// <summary>
    /// Adds a venue to an edition: activities can be planned there at once. 409 <c>venue-name-taken</c> where the edition has one of that name,
    /// whatever the case. For organisers and planners.
    /// </summary>
    private static async Task<Results<Created<VenueView>, ProblemHttpResult>> HandleAsync(
        EditionId id, AddVenue.Request request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var others = await session.Query<Venue>().Where(venue => venue.EditionId == id).ToListAsync(cancellationToken);
        var venueId = VenueId.New();
        var decided = await session.DecideAndSaveAsync<Venue>(
            venueId.Value, ExpectedVersion.Any, _ => AddVenue.Decide(venueId, id, request, others, clock.GetUtcNow()), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        return TypedResults.Created($"/api/v1/venues/{venueId}", VenueView.Of(decided.State));
    }
}
