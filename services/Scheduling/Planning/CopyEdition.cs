using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// An organiser begins next year's edition with this one's places, hosts and activities: each on the same weekday of the
/// same week, at the same time on the clock, as a draft. Cancelled activities, visits that companies asked for and the hosts' absences stay behind.
/// </summary>
public static class CopyEdition
{
    /// <summary>The edition that is made of another one.</summary>
    /// <param name="StartsOn">First day, Europe/Stockholm.</param>
    /// <param name="EndsOn">Last day, Europe/Stockholm, not before <c>startsOn</c>; left out, it is as long as the one that is copied.</param>
    /// <param name="Slug">
    /// The new edition's name in addresses, at most 60 characters: small letters and digits, with single hyphens between them. It cannot be
    /// "current" or "compare", and no other edition has it.
    /// </param>
    /// <param name="Name">What the new edition is called, at most 200 characters in each language.</param>
    public sealed record Request(string Slug, LocalizedText Name, DateOnly StartsOn, DateOnly? EndsOn = null)
    {
        internal CreateEdition.Request AsNew(Edition source) =>
            new(Slug, Name, StartsOn, EndsOn ?? StartsOn.AddDays(source.EndsOn.DayNumber - source.StartsOn.DayNumber), source.CompletesByItself, source.Municipality);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Slug).Slug().IsNoOtherAddress();
            RuleFor(request => request.Name.Sv).Text(200);
            RuleFor(request => request.Name.En).OptionalText(200);
            RuleFor(request => request.StartsOn).GreaterThan(CreateEdition.BeginningOfTime).LessThan(CreateEdition.EndOfTime);
            RuleFor(request => request.EndsOn).GreaterThanOrEqualTo(request => request.StartsOn).GreaterThan(CreateEdition.BeginningOfTime).LessThan(CreateEdition.EndOfTime);
        }
    }

    /// <param name="LeftOut">Activities that the new edition has no day for, by their start.</param>
    public sealed record Copy(IReadOnlyList<StreamEvent> Events, int Activities, IReadOnlyList<LeftOutActivity> LeftOut);

    /// <summary>An activity that the new edition has no day for.</summary>
    /// <param name="ActivityId">In the edition that was copied.</param>
    /// <param name="Day">Europe/Stockholm: the day that it would have had.</param>
    /// <param name="Title">What it is called.</param>
    public sealed record LeftOutActivity(ActivityId ActivityId, LocalizedText Title, DateOnly Day);

    /// <param name="activities">All of the source.</param>
    public static Copy Of(
        EditionPlan source, IReadOnlyCollection<Activity> activities, EditionId id, CreateEdition.Request request, Func<Guid> newId, DateTimeOffset now)
    {
        // A visit was one company's wish for this year.
        var (visits, others) = (activities.Where(activity => activity.Visit is not null).ToList(), activities.Where(activity => activity.Visit is null));
        var atCompanies = visits.Select(visit => visit.Plan!.VenueId!.Value).ToHashSet();
        var venues = source.Venues.Values
            .Where(venue => !atCompanies.Contains(new VenueId(venue.Id)))
            .OrderBy(venue => venue.Id)
            .ToDictionary(venue => new VenueId(venue.Id), _ => new VenueId(newId()));
        var hosts = source.Hosts.Values.OrderBy(host => host.Id).ToDictionary(host => new HostId(host.Id), _ => new HostId(newId()));
        var days = Monday(request.StartsOn).DayNumber - Monday(source.Edition.StartsOn).DayNumber;
        var events = new List<StreamEvent>
        {
            new(id.Value, new EditionCreated(
                id,
                request.Slug,
                request.Name,
                request.StartsOn,
                request.EndsOn,
                now,
                new EditionId(source.Edition.Id),
                request.CompletesByItself is true,
                request.Municipality)),
        };
        if (source.Edition.Presentation != EditionPresentation.None)
        {
            events.Add(new StreamEvent(id.Value, new EditionChanged(
                id, request.Name, request.StartsOn, request.EndsOn, source.Edition.Presentation, Reason: null, now)));
        }

        if (source.Edition.ConfirmAddress is { } confirm)
        {
            events.Add(new StreamEvent(id.Value, new ConfirmAddressChosen(id, confirm, now)));
        }

        if (source.Edition.VisitAreas.Count > 0)
        {
            events.Add(new StreamEvent(id.Value, new VisitAreasChosen(source.Edition.VisitAreas, now)));
        }

        if (source.Edition.TravelTimes.Count > 0)
        {
            events.Add(new StreamEvent(id.Value, new TravelTimesSet(
                source.Edition.TravelTimes.Where(way => venues.ContainsKey(way.FromVenueId) && venues.ContainsKey(way.ToVenueId)).Select(way => new TravelTime(venues[way.FromVenueId], venues[way.ToVenueId], way.Minutes)).ToList(), now)));
        }

        foreach (var (before, after) in venues)
        {
            var venue = source.Venues[before];
            events.Add(new StreamEvent(after.Value, new VenueAdded(
                after, id, venue.Name, venue.Address, venue.Capacity, venue.Latitude, venue.Longitude, venue.Shared, now, venue.Details)));
        }

        foreach (var (before, after) in hosts)
        {
            var host = source.Hosts[before];
            events.Add(new StreamEvent(after.Value, new HostAdded(
                after, id, host.Name, host.Role, host.Organisation, host.Languages, now, host.WorkingHours)));
            if (host.SaysHowToWrite)
            {
                events.Add(new StreamEvent(after.Value, new HostAddressed(after, id, host.Email, now, host.WrittenIn, host.News)));
            }
        }

        var planned = 0;
        var leftOut = new List<LeftOutActivity>();
        foreach (var activity in others.Where(activity => activity.Phase != Phase.Cancelled).OrderBy(activity => activity.Plan!.StartsAt))
        {
            var plan = Later(activity.Plan!, days);
            if (Stockholm.DayOf(plan.StartsAt) < request.StartsOn || Stockholm.DayOf(plan.EndsAt.AddTicks(-1)) > request.EndsOn)
            {
                leftOut.Add(new LeftOutActivity(activity.ActivityId, plan.Title, Stockholm.DayOf(plan.StartsAt)));
                continue;
            }

            planned++;
            var activityId = new ActivityId(newId());
            events.Add(new StreamEvent(activityId.Value, new ActivityPlanned(
                activityId,
                id,
                plan with
                {
                    VenueId = plan.VenueId is { } venue && venues.TryGetValue(venue, out var copied) ? copied : null,
                    Room = plan.VenueId is { } within && venues.ContainsKey(within) ? plan.Room : null,
                    HostIds = plan.HostIds.Select(host => hosts[host]).ToList(),
                    JoinLink = null,
                    Attendance = plan.AttendedBy,
                },
                Override: null,
                now)));
        }

        return new Copy(events, planned, leftOut);
    }

    private static Plan Later(Plan plan, int days) => plan with
    {
        StartsAt = Later(plan.StartsAt, days),
        EndsAt = Later(plan.StartsAt, days) + (plan.EndsAt - plan.StartsAt),
        RegistrationOpensAt = plan.RegistrationOpensAt is { } opens ? Later(opens, days) : null,
        RegistrationClosesAt = plan.RegistrationClosesAt is { } closes ? Later(closes, days) : null,
        MembersUntil = plan.MembersUntil is { } until ? Later(until, days) : null,
    };

    /// <summary>At the same time on the clock, whatever summer time does in between.</summary>
    private static DateTimeOffset Later(DateTimeOffset moment, int days)
    {
        var clock = Stockholm.WallClock(moment);
        return Stockholm.At(DateOnly.FromDateTime(clock).AddDays(days), TimeOnly.FromDateTime(clock));
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

/// <summary>The endpoint of <see cref="CopyEdition"/>.</summary>
public static class CopyEditionEndpoint
{
    /// <summary>The new edition, and what did not come along.</summary>
    /// <param name="Activities">How many activities were copied.</param>
    /// <param name="LeftOut">Activities that were not copied because the new edition does not have their day, by their start.</param>
    /// <param name="Edition">As it was made: a draft.</param>
    public sealed record Answer(EditionView Edition, int Activities, IReadOnlyList<CopyEdition.LeftOutActivity> LeftOut);

    public static void MapCopyEdition(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/copy", HandleAsync)
            .Validates<CopyEdition.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Editions")
            .WithName("copyEdition")
            .WithSummary("Make an edition from another one");

    /// <summary>
    /// Makes a draft edition of this one's venues, travel times, hosts and activities. Each activity comes on the same weekday of the same week,
    /// at the same time on the clock (Europe/Stockholm), as a draft. Cancelled activities, visits that companies asked for, join links and the
    /// hosts' absences are not copied. 409 <c>slug-taken</c> where another edition has the slug. For
    /// organisers and planners.
    /// </summary>
    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, CopyEdition.Request request, ISessionFactory sessions, HttpResponse response, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } source })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (await session.Query<Edition>().AnyAsync(edition => edition.Slug == request.Slug, cancellationToken))
        {
            return EditionProblems.SlugTaken.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(source, cancellationToken);
        var newEdition = EditionId.New();
        var copy = CopyEdition.Of(plan, activities, newEdition, request.AsNew(source), Guid.CreateVersion7, clock.GetUtcNow());
        foreach (var stream in copy.Events.GroupBy(happened => happened.Stream, happened => happened.Event))
        {
            session.Events.StartStream(stream.Key, stream);
        }

        await session.SaveChangesAsync(cancellationToken);
        var after = (await session.LoadAsync<Edition>(newEdition.Value, cancellationToken))!;
        response.SetVersion(after.StreamVersion);
        return TypedResults.Created($"/api/v1/editions/{newEdition}", new Answer(EditionView.Of(after), copy.Activities, copy.LeftOut));
    }
}
