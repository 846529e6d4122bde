using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>
/// An organiser asks when a company can be visited, and by whom. A delegation that visits the same area on a day already goes
/// on there, so that a day's visits are one tour; the way between them is kept, and so are the company's wishes where possible.
/// </summary>
public static class SuggestVisit
{
    private const int StepMinutes = 30;
    private static readonly TimeOnly Earliest = new(8, 0);
    private static readonly TimeOnly Latest = new(17, 0);
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>Who can come, and for how long.</summary>
    /// <param name="HostIds">Who can come, at most 100; left out, any host of the edition.</param>
    /// <param name="DelegationSize">How many of them come, 1 to 20; 2 unless told.</param>
    /// <param name="Minutes">How long the visit is, 15 to 480 minutes; 60 unless told.</param>
    /// <param name="Limit">How many suggestions at most, 1 to 20; 5 unless told.</param>
    public sealed record Request(IReadOnlyList<HostId>? HostIds = null, int DelegationSize = 2, int Minutes = 60, int Limit = 5);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.HostIds).Must(hosts => hosts is not { Count: > 100 });
            RuleFor(request => request.DelegationSize).InclusiveBetween(1, 20);
            RuleFor(request => request.Minutes).InclusiveBetween(15, 480);
            RuleFor(request => request.Limit).InclusiveBetween(1, 20);
        }
    }

    /// <summary>A time at which a whole delegation is free.</summary>
    /// <param name="HostIds">Who would come, by what they are proposed.</param>
    /// <param name="Hosts">Who would come, as they are shown: the name, then the role.</param>
    /// <param name="IsWished">Whether it is on a day and at a time of day that the company wishes.</param>
    /// <param name="SameTour">In how many visits to the same area on that day one of them is already.</param>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    public sealed record Suggestion(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<HostId> HostIds, IReadOnlyList<string> Hosts, bool IsWished, int SameTour);

    /// <summary>
    /// The best first: one that makes a tour with visits in the same area, then one that the company wishes, then the earliest.
    /// At most one for each day and delegation.
    /// </summary>
    /// <param name="edition">With the company's place among its venues.</param>
    /// <param name="visits">All of the edition: proposed and accepted ones make the tours.</param>
    public static IReadOnlyList<Suggestion> For(
        VisitRequest visit, Request request, EditionPlan edition, IEnumerable<VisitRequest> visits, DateTimeOffset now)
    {
        var tours = visits
            .Where(other => other.Id != visit.Id
                && other is { Status: VisitStatus.Proposed or VisitStatus.Accepted, Proposal: not null }
                && string.Equals(other.Company!.Area, visit.Company!.Area, StringComparison.OrdinalIgnoreCase))
            .Select(other => other.Proposal!)
            .ToLookup(proposal => Stockholm.DayOf(proposal.StartsAt));
        var pool = (request.HostIds ?? edition.Hosts.Keys.OrderBy(host => host.Value).ToList()).Distinct().Where(edition.Hosts.ContainsKey).ToList();
        return Times(edition.Edition, request.Minutes)
            .Where(time => time.StartsAt > now)
            .Select(time => Suggest(time, visit, request, edition, tours[Stockholm.DayOf(time.StartsAt)].ToList(), pool))
            .OfType<Suggestion>()
            .OrderByDescending(suggestion => suggestion.SameTour)
            .ThenByDescending(suggestion => suggestion.IsWished)
            .ThenBy(suggestion => suggestion.StartsAt)
            .DistinctBy(suggestion => (Stockholm.DayOf(suggestion.StartsAt), string.Join(',', suggestion.HostIds)))
            .Take(request.Limit)
            .ToList();
    }

    private static Suggestion? Suggest(
        (DateTimeOffset StartsAt, DateTimeOffset EndsAt) time,
        VisitRequest visit,
        Request request,
        EditionPlan edition,
        List<VisitProposal> tour,
        List<HostId> pool)
    {
        var delegation = pool
            .Where(host => IsFree(host, time, visit, edition))
            .OrderByDescending(host => tour.Count(other => other.HostIds.Contains(host)))
            .ThenBy(host => edition.Reservations.With(host).Count)
            .ThenBy(pool.IndexOf)
            .Take(request.DelegationSize)
            .ToList();
        return delegation.Count < request.DelegationSize
            ? null
            : new Suggestion(
                time.StartsAt,
                time.EndsAt,
                delegation,
                delegation.Select(host => edition.Hosts[host].Shown).ToList(),
                IsWished(time.StartsAt, visit.Wishes!),
                tour.Count(other => other.HostIds.Any(delegation.Contains)));
    }

    private static bool IsFree(HostId host, (DateTimeOffset StartsAt, DateTimeOffset EndsAt) time, VisitRequest visit, EditionPlan edition)
    {
        var proposal = new VisitProposal(time.StartsAt, time.EndsAt, [host], [], 0);
        return Clashes.Of(edition.ReservationOf(new ActivityId(visit.Id), visit.PlanOf(proposal, new VenueId(visit.Id))), edition).Count == 0;
    }

    private static bool IsWished(DateTimeOffset startsAt, VisitWishes wishes)
    {
        var clock = Stockholm.WallClock(startsAt);
        return (wishes.Days.Count == 0 || wishes.Days.Contains(DateOnly.FromDateTime(clock)))
            && wishes.PartOfDay switch
            {
                PartOfDay.Morning => TimeOnly.FromDateTime(clock) < Noon,
                PartOfDay.Afternoon => TimeOnly.FromDateTime(clock) >= Noon,
                _ => true,
            };
    }

    /// <summary>Each half hour of the working days, on the clock in Europe/Stockholm.</summary>
    private static IEnumerable<(DateTimeOffset StartsAt, DateTimeOffset EndsAt)> Times(Edition edition, int minutes)
    {
        for (var day = edition.StartsOn; day <= edition.EndsOn; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            for (var clock = day.ToDateTime(Earliest); clock.AddMinutes(minutes) <= day.ToDateTime(Latest); clock = clock.AddMinutes(StepMinutes))
            {
                if (Stockholm.Moment(clock) is { } startsAt)
                {
                    yield return (startsAt, startsAt.AddMinutes(minutes));
                }
            }
        }
    }
}

/// <summary>The endpoint of <see cref="SuggestVisit"/>.</summary>
public static class SuggestVisitEndpoint
{
    /// <summary>Times at which the company can be visited; none where nobody is free.</summary>
    /// <param name="Suggestions">The best first: those that go with other visits in the area, then those that the company wishes, then the earliest.</param>
    public sealed record Answer(IReadOnlyList<SuggestVisit.Suggestion> Suggestions);

    public static void MapSuggestVisit(this RouteGroupBuilder api) =>
        api.MapPost("/visit-requests/{id}/suggest", HandleAsync)
            .Validates<SuggestVisit.Request>()
            .Only(Roles.Organiser)
            .WithTags("Company visits")
            .Audited()
            .WithName("suggestVisit")
            .WithSummary("Find times for a company visit");

    /// <summary>
    /// Finds times at which a company can be visited, and by whom: on working days of the edition, 8:00 to 17:00 on the clock in
    /// Europe/Stockholm, at which nobody of the delegation clashes with anything, the way included. Those who visit the same area that day
    /// already are taken first. Nothing is stored. For organisers.
    /// </summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        VisitRequestId id, SuggestVisit.Request request, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<VisitRequest>(id.Value, cancellationToken) is not { } visit
            || await reads.LoadAsync<Edition>(visit.EditionId.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, _) = await reads.LoadWholeAsync(edition, cancellationToken);
        var visits = await reads.Query<VisitRequest>().Where(other => other.EditionId == visit.EditionId).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Answer(SuggestVisit.For(visit, request, plan.With(visit.AsVenue()), visits, clock.GetUtcNow())));
    }
}
