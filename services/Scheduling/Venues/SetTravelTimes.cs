using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>An organiser says how long it takes between the places of an edition: all of them, in place of what was said before.</summary>
public static class SetTravelTimes
{
    /// <summary>All ways that organisers have said, in place of those before.</summary>
    /// <param name="Ways">Each for both directions, at most 5,000; what is left out is estimated from the coordinates.</param>
    public sealed record Request(IReadOnlyList<Way> Ways);

    /// <summary>How long it takes between two venues, in either direction.</summary>
    /// <param name="Estimated">
    /// True where an estimate is sent back as it was read, which stays an estimate then. With other minutes it is what organisers say.
    /// </param>
    /// <param name="Minutes">Whole minutes from door to door, 0 to 240.</param>
    /// <param name="FromVenueId">One of the two venues.</param>
    /// <param name="ToVenueId">The other one.</param>
    public sealed record Way(VenueId FromVenueId, VenueId ToVenueId, int Minutes, bool Estimated = false);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Ways).Must(ways => ways.Count <= 5_000);
            RuleForEach(request => request.Ways).ChildRules(way =>
            {
                way.RuleFor(each => each.Minutes).InclusiveBetween(0, TravelTimes.MostMinutes);
                way.RuleFor(each => each.ToVenueId).NotEqual(each => each.FromVenueId);
            });
        }
    }

    public static Decision Decide(Edition edition, Request request, IReadOnlyDictionary<VenueId, Venue> venues, DateTimeOffset now)
    {
        var unknown = request.Ways
            .SelectMany((way, i) => new (string Field, VenueId Venue)[] { ($"ways[{i}].fromVenueId", way.FromVenueId), ($"ways[{i}].toVenueId", way.ToVenueId) })
            .Where(each => !venues.ContainsKey(each.Venue))
            .Select(each => new Flaw(each.Field, "Lokalen finns inte i upplagan.", "The edition has no such venue."))
            .ToList();
        var twice = request.Ways
            .Select((way, i) => (Index: i, Ends: new HashSet<VenueId> { way.FromVenueId, way.ToVenueId }))
            .GroupBy(way => way.Ends, HashSet<VenueId>.CreateSetComparer())
            .SelectMany(same => same.Skip(1))
            .Select(way => new Flaw($"ways[{way.Index}]", "Samma väg två gånger.", "The same way twice."));
        if (unknown.Concat(twice).ToList() is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws);
        }

        var estimates = new TravelTimes([]);
        var said = request.Ways
            .Where(way => !way.Estimated || estimates.Between(venues[way.FromVenueId], venues[way.ToVenueId]).Minutes != way.Minutes)
            .Select(way => new TravelTime(way.FromVenueId, way.ToVenueId, way.Minutes))
            .ToList();
        return new TravelTimes(edition.TravelTimes).SayTheSameAs(new TravelTimes(said)) ? Decision.Nothing : Decision.Of(new TravelTimesSet(said, now));
    }
}

/// <summary>How long it takes between two venues, in either direction.</summary>
/// <param name="Minutes">Whole minutes from door to door, at most 240.</param>
/// <param name="Estimated">Whether it is an estimate, because nobody has said how long it takes.</param>
/// <param name="FromVenueId">One of the two venues.</param>
/// <param name="ToVenueId">The other one.</param>
public sealed record TravelTimeView(VenueId FromVenueId, VenueId ToVenueId, int Minutes, bool Estimated);

/// <summary>The endpoints of <see cref="SetTravelTimes"/>.</summary>
public static class SetTravelTimesEndpoint
{
    /// <summary>The ways between every two venues of an edition, placeholders left out.</summary>
    /// <param name="Ways">One for every two venues, placeholders left out.</param>
    public sealed record Answer(IReadOnlyList<TravelTimeView> Ways);

    public static void MapTravelTimes(this RouteGroupBuilder api)
    {
        api.MapPut("/editions/{id}/travel-times", SetAsync)
            .Validates<SetTravelTimes.Request>()
            .TakesBack<Answer>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("setTravelTimes")
            .WithSummary("Set travel times between venues");
        api.MapGet("/editions/{id}/travel-times", ReadAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("readTravelTimes")
            .WithSummary("Read travel times between venues");
    }

    /// <summary>
    /// Says how long it takes between the venues of an edition: all ways, in place of what was said before. What is left out is estimated by
    /// road at 40 km/h from the coordinates, and is 0 where one of the two has none. Clashes of hosts are found by it from then on. The same
    /// again changes nothing. For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> SetAsync(
        EditionId id,
        SetTravelTimes.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var venues = await VenuesAsync(session, id, cancellationToken);
        var known = venues.ToDictionary(venue => new VenueId(venue.Id));
        var decided = await session.DecideAndSaveAsync<Edition>(
            id.Value, ifMatch.Expected, edition => SetTravelTimes.Decide(edition, request, known, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, after => AnswerOf(after, venues));
    }

    /// <summary>
    /// How long it takes between every two venues of an edition, placeholders left out: as was said, else estimated by road at 40 km/h from the
    /// coordinates, 0 where one of the two has none. Its ETag is for the change of them. For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> ReadAsync(
        EditionId id, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        response.SetVersion(edition.StreamVersion);
        return TypedResults.Ok(AnswerOf(edition, await VenuesAsync(reads, id, cancellationToken)));
    }

    private static Task<IReadOnlyList<Venue>> VenuesAsync(IQuerySession reads, EditionId id, CancellationToken cancellationToken) =>
        reads.Query<Venue>().Where(venue => venue.EditionId == id).OrderBy(venue => venue.Id).ToListAsync(cancellationToken);

    private static Answer AnswerOf(Edition edition, IReadOnlyList<Venue> venues)
    {
        var times = new TravelTimes(edition.TravelTimes);
        var ways =
            from one in venues
            from other in venues
            where one.Id.CompareTo(other.Id) < 0 && one.Shared && other.Shared
            let between = times.Between(one, other)
            select new TravelTimeView(new VenueId(one.Id), new VenueId(other.Id), between.Minutes, between.Estimated);
        return new Answer(ways.ToList());
    }
}
