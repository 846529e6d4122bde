using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Timetable;

/// <summary>
/// An organiser asks when some hosts and a venue are all free for a certain length: the nearest times to the wanted one
/// at which planning them would clash with nothing, travel, hours and set-up included.
/// </summary>
public static class SuggestTimes
{
    private const int StepMinutes = 15;

    /// <summary>What is to fit, and when to look for it.</summary>
    /// <param name="Minutes">How long it takes, 5 to 1,440 minutes.</param>
    /// <param name="Near">ISO 8601 with offset: the start that is wished for. Left out, the earliest times come first.</param>
    /// <param name="From">The first day to look at, Europe/Stockholm; left out, the edition's first.</param>
    /// <param name="To">The last day to look at, Europe/Stockholm, not before <c>from</c>; left out, the edition's last.</param>
    /// <param name="Earliest">When on a day it may start, on the clock in Europe/Stockholm; 08:00 unless told.</param>
    /// <param name="Latest">When on a day it has to end, on the clock in Europe/Stockholm, after <c>earliest</c>; 18:00 unless told.</param>
    /// <param name="Weekends">Whether Saturdays and Sundays are looked at too.</param>
    /// <param name="ActivityId">An activity that is to move, and so is not in its own way.</param>
    /// <param name="HostIds">Who has to be free, at most 50; left out, nobody.</param>
    /// <param name="Room">One of the venue's rooms, by its name, which has to be free; left out, all of the venue has to.</param>
    /// <param name="Capacity">How many people the room has to hold; left out, any number.</param>
    /// <param name="SetUpMinutes">For so many minutes before the start the room has to be free too, 0 to 480.</param>
    /// <param name="TakeDownMinutes">For so many minutes after the end the room has to be free too, 0 to 480.</param>
    /// <param name="Limit">How many times at most, 1 to 50; 5 unless told.</param>
    /// <param name="VenueId">Which venue has to be free; left out, none.</param>
    public sealed record Request(
        int Minutes,
        IReadOnlyList<HostId>? HostIds = null,
        VenueId? VenueId = null,
        string? Room = null,
        int Capacity = 0,
        int SetUpMinutes = 0,
        int TakeDownMinutes = 0,
        DateTimeOffset? Near = null,
        DateOnly? From = null,
        DateOnly? To = null,
        TimeOnly? Earliest = null,
        TimeOnly? Latest = null,
        bool Weekends = false,
        ActivityId? ActivityId = null,
        int Limit = 5);

    /// <summary>Times at which nothing clashes; none where there are none.</summary>
    /// <param name="Times">The nearest to <c>near</c> first.</param>
    public sealed record Answer(IReadOnlyList<FreeTime> Times);

    /// <summary>A time at which nothing clashes.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    public sealed record FreeTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Minutes).InclusiveBetween(5, 24 * 60);
            RuleFor(request => request.HostIds).Must(hosts => hosts is not { Count: > 50 });
            RuleFor(request => request.Room).OptionalText(80);
            RuleFor(request => request.Capacity).InclusiveBetween(0, Plan.MostSeats);
            RuleFor(request => request.SetUpMinutes).InclusiveBetween(0, Reservation.MostMinutesAround);
            RuleFor(request => request.TakeDownMinutes).InclusiveBetween(0, Reservation.MostMinutesAround);
            RuleFor(request => request.Near).Moment();
            RuleFor(request => request.To).GreaterThanOrEqualTo(request => request.From).When(request => request.From is not null);
            RuleFor(request => request.Latest).GreaterThan(request => request.Earliest).When(request => request.Earliest is not null);
            RuleFor(request => request.Limit).InclusiveBetween(1, 50);
        }
    }

    /// <summary>The wish as a plan, whose time is one of those that are tried.</summary>
    internal static Plan AsPlan(this Request request, DateTimeOffset startsAt) => new(
        ActivityKind.Meeting,
        new LocalizedText(""),
        Description: null,
        startsAt,
        startsAt.AddMinutes(request.Minutes),
        request.VenueId,
        JoinLink: null,
        (request.HostIds ?? []).Distinct().ToList(),
        request.Capacity,
        WaitingListLimit: null,
        Languages.Swedish,
        Topics: [],
        RegistrationOpensAt: null,
        RegistrationClosesAt: null,
        MembersUntil: null,
        string.IsNullOrWhiteSpace(request.Room) ? null : request.Room.Trim(),
        Attendance: null,
        request.SetUpMinutes,
        request.TakeDownMinutes);

    /// <summary>The free times, nearest first; of two as near the earlier one.</summary>
    /// <param name="now">What is past is not suggested.</param>
    public static IReadOnlyList<FreeTime> In(EditionPlan edition, Request request, DateTimeOffset now)
    {
        var id = request.ActivityId ?? default;
        return Candidates(edition.Edition, request)
            .Where(startsAt => startsAt > now)
            .OrderBy(startsAt => request.Near is { } near ? (startsAt - near).Duration() : TimeSpan.Zero)
            .ThenBy(startsAt => startsAt)
            .Where(startsAt => Clashes.Of(edition.ReservationOf(id, request.AsPlan(startsAt)), edition).Count == 0)
            .Take(request.Limit)
            .Select(startsAt => new FreeTime(startsAt, startsAt.AddMinutes(request.Minutes)))
            .ToList();
    }

    /// <summary>
    /// Each quarter of an hour on the clock in Europe/Stockholm: none in the hour that summer time skips, and the hour
    /// that it repeats once. The length is that of a stop watch, the latest end that of the clock.
    /// </summary>
    private static IEnumerable<DateTimeOffset> Candidates(Edition edition, Request request)
    {
        var earliest = request.Earliest ?? new TimeOnly(8, 0);
        var latest = request.Latest ?? new TimeOnly(18, 0);
        var first = request.From is { } from && from > edition.StartsOn ? from : edition.StartsOn;
        var last = request.To is { } to && to < edition.EndsOn ? to : edition.EndsOn;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!request.Weekends && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            var endsBy = Stockholm.At(day, latest);
            for (var clock = day.ToDateTime(earliest); DateOnly.FromDateTime(clock) == day; clock = clock.AddMinutes(StepMinutes))
            {
                if (Stockholm.Moment(clock) is { } startsAt)
                {
                    if (startsAt.AddMinutes(request.Minutes) > endsBy)
                    {
                        break;
                    }

                    yield return startsAt;
                }
            }
        }
    }
}

/// <summary>The endpoint of <see cref="SuggestTimes"/>.</summary>
public static class SuggestTimesEndpoint
{
    public static void MapSuggestTimes(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/suggest-times", HandleAsync)
            .Validates<SuggestTimes.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("suggestTimes")
            .WithSummary("Find times without clashes");

    /// <summary>
    /// Finds times at which some hosts and a venue are all free for a certain length: starts at a quarter of an hour, on a day of the edition
    /// and not past, at which planning them would clash with nothing. Nothing is stored. 400 where the edition has no such venue, room or host.
    /// For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<SuggestTimes.Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, SuggestTimes.Request request, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var wish = request.AsPlan(Stockholm.At(edition.StartsOn, TimeOnly.MinValue)) with { EndsAt = Stockholm.At(edition.StartsOn, new TimeOnly(1, 0)) };
        var plan = await reads.LoadAroundAsync(edition, wish, cancellationToken);
        return plan.FlawsOf(wish) is { Count: > 0 } flaws
            ? Flaw.Refuse(flaws).ToAnswer()
            : TypedResults.Ok(new SuggestTimes.Answer(SuggestTimes.In(plan, request, clock.GetUtcNow())));
    }
}
