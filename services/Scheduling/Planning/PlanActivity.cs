using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser plans an activity: a draft, invisible until the next release.</summary>
public static class PlanActivity
{
    /// <summary>An activity as it is to be, as a whole: in a change, what is left out is removed.</summary>
    /// <param name="StartsAt">ISO 8601 with offset; on one of the edition's days, Europe/Stockholm.</param>
    /// <param name="EndsAt">ISO 8601 with offset, after <c>startsAt</c>; not after the edition's last day, Europe/Stockholm.</param>
    /// <param name="Capacity">Seats, 0 to 100,000; 0 takes no registrations.</param>
    /// <param name="Language">Which language is spoken: "sv" (unless told) or "en".</param>
    /// <param name="HostIds">Who meets the visitors, in the order in which they are shown; at most 50, all of the edition.</param>
    /// <param name="JoinLink">The web address by which people take part at a distance, at most 500 characters; only those who are registered see it.</param>
    /// <param name="WaitingListLimit">Seats that may wait, 0 to 100,000; left out, there is no limit.</param>
    /// <param name="MembersUntil">ISO 8601 with offset: until then members of associations go before others on the waiting list. Left out, they never do.</param>
    /// <param name="Override">Plans it although a host or the venue clashes, with the reason.</param>
    /// <param name="Room">One of the venue's rooms, by its name; left out, it needs all of the venue.</param>
    /// <param name="Attendance">How people attend it; left out, as the venue and the join link say.</param>
    /// <param name="SetUpMinutes">For so many minutes before the start the room is taken too, 0 to 480; 0 unless told.</param>
    /// <param name="TakeDownMinutes">For so many minutes after the end the room is taken too, 0 to 480; 0 unless told.</param>
    /// <param name="Visibility">Who finds it once it is released; everybody, unless told.</param>
    /// <param name="Rules">How people register: questions, limits and deadlines; left out, there are none.</param>
    /// <param name="Reason">Why it is planned like this, for whoever reads the activity's history; at most 500 characters.</param>
    /// <param name="Organiser">The same member of a read activity: what is left out beside it is taken from here, so that what was read can be sent back.</param>
    /// <param name="Topics">
    /// What it is about, at most 20 keys of 40 characters: letters and digits, with single hyphens between them. Case and accents do not count.
    /// </param>
    /// <param name="RegistrationOpensAt">ISO 8601 with offset; left out, registration is open from the release.</param>
    /// <param name="RegistrationClosesAt">
    /// ISO 8601 with offset, after <c>registrationOpensAt</c> and not after <c>endsAt</c>; left out, it is open until the start.
    /// </param>
    /// <param name="Kind">What kind of activity it is.</param>
    /// <param name="Title">What it is called, at most 200 characters in each language.</param>
    /// <param name="Description">What it is about, at most 5,000 characters in each language.</param>
    /// <param name="VenueId">Where it is, one of the edition's venues; left out where it is only digital, or not known yet.</param>
    public sealed record Request(
        ActivityKind Kind,
        LocalizedText Title,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        int Capacity,
        string Language = Languages.Swedish,
        LocalizedText? Description = null,
        VenueId? VenueId = null,
        string? JoinLink = null,
        IReadOnlyList<HostId>? HostIds = null,
        int? WaitingListLimit = null,
        IReadOnlyList<string>? Topics = null,
        DateTimeOffset? RegistrationOpensAt = null,
        DateTimeOffset? RegistrationClosesAt = null,
        DateTimeOffset? MembersUntil = null,
        OverrideRequest? Override = null,
        string? Room = null,
        AttendanceMode? Attendance = null,
        int? SetUpMinutes = null,
        int? TakeDownMinutes = null,
        Visibility? Visibility = null,
        string? Reason = null,
        RegistrationRules? Rules = null,
        ForOrganisers? Organiser = null)
    {
        public Plan AsPlan() => new(
            Kind,
            Title,
            Description,
            StartsAt.ToUniversalTime(),
            EndsAt.ToUniversalTime(),
            VenueId ?? Organiser?.VenueId,
            (JoinLink ?? Organiser?.JoinLink)?.Trim(),
            (HostIds ?? Organiser?.HostIds ?? []).Distinct().ToList(),
            Capacity,
            WaitingListLimit,
            Language,
            Activities.Topics.Of(Topics),
            RegistrationOpensAt?.ToUniversalTime(),
            RegistrationClosesAt?.ToUniversalTime(),
            MembersUntil?.ToUniversalTime(),
            (Room ?? Organiser?.Room) is { } room && !string.IsNullOrWhiteSpace(room) ? room.Trim() : null,
            Attendance,
            SetUpMinutes ?? Organiser?.SetUpMinutes ?? 0,
            TakeDownMinutes ?? Organiser?.TakeDownMinutes ?? 0,
            Visibility ?? Organiser?.Visibility ?? Activities.Visibility.Public,
            Rules);
    }

    /// <summary>What organisers and planners read of an activity, sent back with it.</summary>
    /// <param name="Room">One of the venue's rooms, by its name; at most 80 characters.</param>
    /// <param name="HostIds">Who meets the visitors, in the order in which they are shown; at most 50.</param>
    /// <param name="JoinLink">The web address by which people who are registered take part at a distance; at most 500 characters.</param>
    /// <param name="SetUpMinutes">For so many minutes before the start the room is taken too, 0 to 480.</param>
    /// <param name="TakeDownMinutes">For so many minutes after the end the room is taken too, 0 to 480.</param>
    /// <param name="VenueId">Where it is, one of the edition's venues.</param>
    /// <param name="Visibility">Who finds it once it is released.</param>
    public sealed record ForOrganisers(
        VenueId? VenueId = null,
        string? Room = null,
        IReadOnlyList<HostId>? HostIds = null,
        string? JoinLink = null,
        int? SetUpMinutes = null,
        int? TakeDownMinutes = null,
        Visibility? Visibility = null);

    /// <summary>A reason to do what would be refused without one.</summary>
    /// <param name="Reason">Why it is done all the same, at most 500 characters; it stands in the history.</param>
    public sealed record OverrideRequest(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        private const int LongestLink = 500;
        private const int LongestRoom = 80;
        private const int MostHosts = 50;

        public Validator()
        {
            RuleFor(request => request.Title.Sv).Text(200);
            RuleFor(request => request.Title.En).OptionalText(200);
            RuleFor(request => request.Description!.Sv).Text(5000).When(request => request.Description is not null);
            RuleFor(request => request.Description!.En).OptionalText(5000).When(request => request.Description is not null);
            RuleFor(request => request.StartsAt).Moment();
            RuleFor(request => request.EndsAt).Moment().GreaterThan(request => request.StartsAt);
            RuleFor(request => request.RegistrationOpensAt).Moment();
            RuleFor(request => request.RegistrationClosesAt).Moment();
            RuleFor(request => request.MembersUntil).Moment();
            RuleFor(request => request.JoinLink).WebLink(LongestLink);
            RuleFor(request => request.HostIds).Must(hosts => hosts is not { Count: > MostHosts });
            RuleFor(request => request.Capacity).InclusiveBetween(0, Plan.MostSeats);
            RuleFor(request => request.WaitingListLimit).InclusiveBetween(0, Plan.MostSeats);
            RuleFor(request => request.Language).Must(Languages.All.Contains)
                .WithMessage(_ => Languages.Choose("sv eller en.", "sv or en."));
            RuleFor(request => request.Topics).Must(topics => topics is not { Count: > 20 });
            RuleForEach(request => request.Topics).Topic();
            RuleFor(request => request.RegistrationClosesAt).GreaterThan(request => request.RegistrationOpensAt)
                .When(request => request.RegistrationOpensAt is not null);
            RuleFor(request => request.RegistrationClosesAt).LessThanOrEqualTo(request => request.EndsAt);
            RuleFor(request => request.Room).OptionalText(LongestRoom);
            RuleFor(request => request.SetUpMinutes).InclusiveBetween(0, Reservation.MostMinutesAround);
            RuleFor(request => request.TakeDownMinutes).InclusiveBetween(0, Reservation.MostMinutesAround);
            RuleFor(request => request.Reason).OptionalText(500);
            RuleFor(request => request.Rules!).SetValidator(new RegistrationRulesValidator()).When(request => request.Rules is not null);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
            RuleFor(request => request.Organiser!).ChildRules(organiser =>
            {
                organiser.RuleFor(part => part.JoinLink).WebLink(LongestLink);
                organiser.RuleFor(part => part.HostIds).Must(hosts => hosts is not { Count: > MostHosts });
                organiser.RuleFor(part => part.Room).OptionalText(LongestRoom);
                organiser.RuleFor(part => part.SetUpMinutes).InclusiveBetween(0, Reservation.MostMinutesAround);
                organiser.RuleFor(part => part.TakeDownMinutes).InclusiveBetween(0, Reservation.MostMinutesAround);
            }).When(request => request.Organiser is not null);
        }
    }

    /// <param name="overrideReason">Accepts clashes; null refuses them.</param>
    /// <param name="reason">Why it is planned; may be null.</param>
    public static Decision Decide(
        ActivityId id, Plan plan, string? overrideReason, EditionPlan edition, DateTimeOffset now, string? reason = null)
    {
        if (edition.Edition.Status == EditionStatus.Closed)
        {
            return Decision.FromRefusal(EditionProblems.Closed);
        }

        if (edition.FlawsOf(plan) is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws);
        }

        var clashes = edition.ClashesOf(id, plan);
        return clashes.Count > 0 && overrideReason is null
            ? ActivityProblems.Clash(clashes)
            : Decision.Of(new ActivityPlanned(id, new EditionId(edition.Edition.Id), plan, Accepted(clashes, overrideReason), now, reason));
    }

    internal static ClashOverride? Accepted(IReadOnlyList<Clash> clashes, string? reason) =>
        clashes.Count == 0 || reason is null
            ? null
            : new ClashOverride(reason, clashes.Select(clash => clash.ActivityId).OfType<ActivityId>().Distinct().ToList());
}

/// <summary>The endpoint of <see cref="PlanActivity"/>.</summary>
public static class PlanActivityEndpoint
{
    public static void MapPlanActivity(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/activities", HandleAsync)
            .Validates<PlanActivity.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("planActivity")
            .WithSummary("Plan an activity");

    /// <summary>
    /// Plans an activity, as a draft: the public sees it with the next release. 409 <c>clash</c>, with the list <c>clashes</c>, where a host or
    /// the venue cannot and <c>override</c> gives no reason; 409 <c>edition-closed</c>; 400 where it is outside the edition's days, or the
    /// edition has no such venue, room or host. For organisers and planners.
    /// </summary>
    private static async Task<Results<Created<ActivityView>, ProblemHttpResult>> HandleAsync(
        EditionId id, PlanActivity.Request request, ISessionFactory sessions, HttpResponse response, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var plan = request.AsPlan();
        var around = await session.LoadAroundAsync(edition, plan, cancellationToken);
        var activityId = ActivityId.New();
        var decided = await session.DecideAndSaveAsync<Activity>(
            activityId.Value,
            ExpectedVersion.Any,
            _ => PlanActivity.Decide(activityId, plan, request.Override?.Reason, around, clock.GetUtcNow(), request.Reason),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        response.SetVersion(decided.Version);
        return TypedResults.Created($"/api/v1/activities/{activityId}", ActivityView.ForOrganiser(decided.State, around));
    }
}
