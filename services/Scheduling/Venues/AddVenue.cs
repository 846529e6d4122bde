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
    /// <summary>A place as it is to be, as a whole.</summary>
    /// <param name="Capacity">People that it holds.</param>
    /// <param name="Latitude">WGS 84 degrees; with its longitude.</param>
    /// <param name="Longitude">WGS 84 degrees; with its latitude.</param>
    /// <param name="Shared">True unless told: false for a placeholder such as "Hos företaget", which never clashes.</param>
    /// <param name="Rooms">Each can be used by itself; left out, the place is one room.</param>
    /// <param name="OpeningHours">On the clock in Europe/Stockholm; left out, it is open at any time.</param>
    /// <param name="Reason">Why, for whoever reads it later.</param>
    /// <param name="Name">What the place is called, at most 120 characters; no other place of the edition is called so.</param>
    /// <param name="Address">Street and town.</param>
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
                .WithMessage(_ => Languages.Choose("Två rum med samma namn.", "Two rooms of one name."));
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
