using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.OpenHouse;

/// <summary>Somebody has one errand at several authorities: free slots after each other on one day, with time to walk.</summary>
public static class FindChains
{
    private const int Most = 5;

    /// <summary>Whom somebody has to talk with, and on which day.</summary>
    /// <param name="Day">Europe/Stockholm: one of the edition's days.</param>
    /// <param name="Stops">2 to 4, in any order: the answer has them in the order that is shortest.</param>
    /// <param name="WalkMinutes">How long the way between two places takes, 0 to 240 minutes; left out, as the edition's travel times say.</param>
    /// <param name="Language">
    /// By ISO 639-1 (two small letters), such as <c>en</c>: only slots that are held in it, or one of whose officers speaks it; left out, any.
    /// </param>
    public sealed record Request(DateOnly Day, IReadOnlyList<ChainStop> Stops, int? WalkMinutes = null, string? Language = null);

    /// <summary>An officer, or any officer who talks about something.</summary>
    /// <param name="Topic">The key of a topic: any officer who has it; left out where <c>hostId</c> names one.</param>
    /// <param name="HostId">This officer; left out where <c>topic</c> says about what.</param>
    public sealed record ChainStop(string? Topic = null, HostId? HostId = null);

    /// <summary>What there is; to book one, send its activities to <c>POST /registrations</c>: all of them or none.</summary>
    /// <param name="Chains">At most 5, the shortest first; none where the stops cannot be reached on that day.</param>
    public sealed record Answer(IReadOnlyList<ProposedChain> Chains);

    /// <summary>A slot at each stop, after each other.</summary>
    /// <param name="StartsAt">UTC: when the first begins.</param>
    /// <param name="EndsAt">UTC: when the last ends.</param>
    /// <param name="Slots">In the order of their times.</param>
    public sealed record ProposedChain(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<ChainedSlot> Slots);

    /// <summary>A free slot at one of the stops.</summary>
    /// <param name="Stop">Which of the stops that were asked for, from 0.</param>
    /// <param name="ActivityId">The slot.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Place">Where; left out where that is not known yet.</param>
    /// <param name="Hosts">Who is met there.</param>
    /// <param name="Languages">In which it can be held, by ISO 639-1; left out in what was released before it was kept.</param>
    public sealed record ChainedSlot(
        int Stop,
        ActivityId ActivityId,
        LocalizedText Title,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        Place? Place,
        IReadOnlyList<string> Hosts,
        IReadOnlyList<string>? Languages = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Day).GreaterThan(new DateOnly(1900, 1, 1)).LessThan(new DateOnly(9000, 1, 1));
            RuleFor(request => request.Stops).Must(stops => stops is { Count: >= 2 and <= 4 })
                .WithMessage(_ => Languages.Choose("2 till 4 ärenden.", "2 to 4 stops."));
            RuleForEach(request => request.Stops).NotNull().Must(stop => stop is null || stop.Topic is null != stop.HostId is null)
                .WithMessage(_ => Languages.Choose("Antingen topic eller hostId.", "Either topic or hostId."));
            RuleForEach(request => request.Stops)
                .ChildRules(stop => stop.RuleFor(each => each.Topic!).Topic().When(each => each.Topic is not null))
                .When(request => request.Stops?.All(stop => stop is not null) is true);
            RuleFor(request => request.WalkMinutes).InclusiveBetween(0, 240);
            RuleFor(request => request.Language).Matches(@"^[a-z]{2}\z");
        }
    }

    /// <param name="activities">All of the edition.</param>
    public static IReadOnlyList<IReadOnlyList<FreeSlot>> In(EditionPlan edition, IReadOnlyList<Activity> activities, Request request, DateTimeOffset now)
    {
        var taken = activities
            .Where(activity => TakesItsHosts(activity, edition))
            .SelectMany(activity => (activity.Public!.HostIds ?? []).Select(host => (Host: host, Activity: activity)))
            .ToLookup(each => each.Host, each => each.Activity);
        var free = activities
            .Where(activity => IsFree(activity, edition, request.Day, now)
                && (request.Language is not { } language || IsIn(language, activity.Public!, edition))
                && !IsElsewhere(activity))
            .ToList();
        var stops = request.Stops
            .Select((stop, i) => free.Where(slot => Has(slot.Public!, stop)).Select(slot => Slot(slot, i)).ToList())
            .ToList();
        return OpenHouse.Chains.Find(stops, Walk, Most);

        bool IsElsewhere(Activity slot) => (slot.Public!.HostIds ?? []).Any(host => taken[host].Any(other =>
            other.ActivityId != slot.ActivityId && other.Public!.StartsAt < slot.Public.EndsAt && slot.Public.StartsAt < other.Public.EndsAt));

        TimeSpan Walk(VenueId? from, VenueId? to) =>
            from is not { } one || to is not { } other || one == other ? TimeSpan.Zero
            : request.WalkMinutes is { } minutes ? TimeSpan.FromMinutes(minutes)
            : TimeSpan.FromMinutes(edition.TravelTimes.Between(edition.Venues[one], edition.Venues[other]).Minutes);
    }

    private static bool IsFree(Activity activity, EditionPlan edition, DateOnly day, DateTimeOffset now) =>
        activity is { Phase: Phase.Planned, Public: { Kind: ActivityKind.OpenHouse, Status: ActivityStatus.Released, Visibility: Visibility.Public, Capacity: > 0 } known }
        && known.StartsAt > now
        && Stockholm.DayOf(known.StartsAt) == day
        && !(known.RegistrationOpensAt > now)
        && !(known.RegistrationClosesAt <= now)
        && !(edition.Seats.TryGetValue(activity.ActivityId, out var seats) && seats.Confirmed + seats.Waiting >= known.Capacity);

    /// <summary>As Registration has it when it books: a slot takes its officer where somebody has it, anything else does whoever comes.</summary>
    private static bool TakesItsHosts(Activity activity, EditionPlan edition) =>
        activity is { Phase: Phase.Planned, Public: { Status: ActivityStatus.Released } known }
        && (known.Kind != ActivityKind.OpenHouse || (edition.Seats.TryGetValue(activity.ActivityId, out var seats) && seats.Confirmed > 0));

    private static bool IsIn(string language, PublicActivity slot, EditionPlan edition) =>
        slot.IsIn(language)
        || (slot.Languages is null ? slot.HostIds ?? [] : []).Any(host => edition.Hosts.TryGetValue(host, out var officer) && officer.Languages.Contains(language));

    private static bool Has(PublicActivity slot, ChainStop stop) =>
        stop.HostId is { } host ? slot.HostIds?.Contains(host) is true : slot.Topics.Contains(Activities.Topics.Of([stop.Topic!])[0]);

    private static FreeSlot Slot(Activity slot, int stop) => new(slot.ActivityId, slot.Public!.StartsAt, slot.Public.EndsAt, slot.Plan!.VenueId, stop);
}

/// <summary>The endpoint of <see cref="FindChains"/>.</summary>
public static class FindChainsEndpoint
{
    public static void MapFindChains(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/chains", HandleAsync)
            .Validates<FindChains.Request>()
            .WithTags("Programme")
            .WithName("findChains")
            .WithSummary("Find conversations after each other");

    /// <summary>
    /// For anyone: one errand at several authorities. Proposes free slots of the released programme, one at each stop, after each other on one day
    /// with time to walk between their places. Nothing is kept: all slots of one proposal are booked by <c>POST /registrations</c>, or none where
    /// somebody was faster.
    /// </summary>
    private static async Task<Results<Ok<FindChains.Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, FindChains.Request request, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await reads.LoadWholeAsync(edition, cancellationToken);
        var known = activities.ToDictionary(activity => activity.ActivityId, activity => activity.Public!);
        return TypedResults.Ok(new FindChains.Answer(FindChains.In(plan, activities, request, clock.GetUtcNow())
            .Select(chain => new FindChains.ProposedChain(
                chain[0].StartsAt,
                chain[^1].EndsAt,
                chain.Select(slot => (slot, Shown: known[slot.ActivityId]))
                    .Select(each => new FindChains.ChainedSlot(
                        each.slot.Stop,
                        each.slot.ActivityId,
                        each.Shown.Title,
                        each.slot.StartsAt,
                        each.slot.EndsAt,
                        each.Shown.Place,
                        each.Shown.Hosts,
                        each.Shown.Languages))
                    .ToList()))
            .ToList()));
    }
}
