using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser changes all activities that a filter finds, in one act.</summary>
public static class ChangeActivities
{
    private const int MostOfEach = 50;

    /// <summary>Which activities are changed, and how.</summary>
    /// <param name="Filter">At least one part of it is given; all that are given have to be met.</param>
    /// <param name="Change">At least one part of it is given; what is left out stays as it is.</param>
    /// <param name="Override">Accepts all clashes that come of it, with the reason.</param>
    /// <param name="Reason">Why, for whoever reads the activities' history; at most 500 characters.</param>
    public sealed record Request(Which Filter, What Change, PlanActivity.OverrideRequest? Override = null, string? Reason = null);

    /// <summary>Which activities are meant.</summary>
    /// <param name="Kind">What they are.</param>
    /// <param name="Topic">The key of a topic that they have.</param>
    /// <param name="HostId">Who meets the visitors, alone or with others.</param>
    /// <param name="VenueId">Where they are.</param>
    /// <param name="Status">How they stand in the programme; left out, drafts and released ones.</param>
    /// <param name="Day">On which they begin, Europe/Stockholm.</param>
    public sealed record Which(
        ActivityKind? Kind = null,
        string? Topic = null,
        HostId? HostId = null,
        VenueId? VenueId = null,
        ActivityViewStatus? Status = null,
        DateOnly? Day = null)
    {
        internal bool Means(Activity activity) =>
            activity.Plan is { } plan
            && (Kind is not { } kind || plan.Kind == kind)
            && (Topic is not { } topic || plan.Topics.Contains(Topics.Of([topic])[0]))
            && (HostId is not { } host || plan.HostIds.Contains(host))
            && (VenueId is not { } venue || plan.VenueId == venue)
            && (Day is not { } day || Stockholm.DayOf(plan.StartsAt) == day)
            && (Status is not { } status || activity.Standing() == status);
    }

    /// <summary>What becomes another.</summary>
    /// <param name="AddTopics">Keys of topics that they get.</param>
    /// <param name="RemoveTopics">Keys of topics that they lose, where they have them.</param>
    /// <param name="VenueId">Where they are to be: another place of the edition.</param>
    /// <param name="Room">One of that place's; left out beside a place, they need all of it.</param>
    /// <param name="AddHostIds">Who is to meet the visitors too, after those who do already.</param>
    /// <param name="RemoveHostIds">Who is not to meet the visitors, where they do.</param>
    /// <param name="Capacity">Seats; 0 takes no registrations.</param>
    /// <param name="Visibility">Who finds them once they are released.</param>
    /// <param name="Rules">How people register: in place of all rules that they have.</param>
    public sealed record What(
        IReadOnlyList<string>? AddTopics = null,
        IReadOnlyList<string>? RemoveTopics = null,
        VenueId? VenueId = null,
        string? Room = null,
        IReadOnlyList<HostId>? AddHostIds = null,
        IReadOnlyList<HostId>? RemoveHostIds = null,
        int? Capacity = null,
        Visibility? Visibility = null,
        RegistrationRules? Rules = null)
    {
        internal Plan AppliedTo(Plan plan) => plan with
        {
            Topics = plan.Topics.Except(Topics.Of(RemoveTopics)).Union(Topics.Of(AddTopics)).ToList(),
            VenueId = VenueId ?? plan.VenueId,
            Room = VenueId is null && Room is null ? plan.Room : string.IsNullOrWhiteSpace(Room) ? null : Room.Trim(),
            HostIds = plan.HostIds.Except(RemoveHostIds ?? []).Union(AddHostIds ?? []).ToList(),
            Capacity = Capacity ?? plan.Capacity,
            Visibility = Visibility ?? plan.Visibility,
            Rules = Rules ?? plan.Rules,
        };
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Filter).NotNull().NotEqual(new Which())
                .WithMessage(_ => Languages.Choose("Minst ett urval: kind, topic, hostId, venueId, status eller day.", "At least one of kind, topic, hostId, venueId, status and day."));
            RuleFor(request => request.Change).NotNull().NotEqual(new What())
                .WithMessage(_ => Languages.Choose("Minst en ändring.", "At least one change."));
            RuleFor(request => request.Filter.Kind).IsInEnum().When(request => request.Filter is not null);
            RuleFor(request => request.Filter.Topic!).Topic().When(request => request.Filter?.Topic is not null);
            RuleFor(request => request.Change).ChildRules(change =>
            {
                change.RuleFor(part => part.AddTopics).Must(topics => topics is not { Count: > 20 });
                change.RuleForEach(part => part.AddTopics).Topic();
                change.RuleFor(part => part.RemoveTopics).Must(topics => topics is not { Count: > 20 });
                change.RuleForEach(part => part.RemoveTopics).Topic();
                change.RuleFor(part => part.Room).OptionalText(80);
                change.RuleFor(part => part.AddHostIds).Must(hosts => hosts is not { Count: > MostOfEach });
                change.RuleFor(part => part.RemoveHostIds).Must(hosts => hosts is not { Count: > MostOfEach });
                change.RuleFor(part => part.Capacity).InclusiveBetween(0, Plan.MostSeats);
                change.RuleFor(part => part.Rules!).SetValidator(new RegistrationRulesValidator()).When(part => part.Rules is not null);
            }).When(request => request.Change is not null);
            RuleFor(request => request.Reason).OptionalText(500);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <param name="activities">All of the edition.</param>
    public static PlanChanges.Outcome Decide(Request request, EditionPlan edition, IEnumerable<Activity> activities, DateTimeOffset now) =>
        PlanChanges.Decide(
            activities.Where(activity => IsMeant(activity, request.Filter)).Select(activity => new WantedPlan(activity, request.Change.AppliedTo(activity.Plan!))),
            edition,
            request.Override?.Reason,
            request.Reason,
            now);

    private static bool IsMeant(Activity activity, Which filter) =>
        filter.Means(activity) && (filter.Status is not null || activity.Phase == Phase.Planned);
}

/// <summary>The endpoint of <see cref="ChangeActivities"/>.</summary>
public static class ChangeActivitiesEndpoint
{
    public static void MapChangeActivities(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/activities/change", HandleAsync)
            .Validates<ChangeActivities.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("changeActivities")
            .WithSummary("Change all activities that a filter finds");

    /// <summary>
    /// Changes all activities that meet the filter: all of them or none. What is in the way is answered activity by activity. Whoever is
    /// registered hears of it with the next release. What is so already stays as it is, so a repeat changes nothing.
    /// </summary>
    /// <param name="preview">True shows what would change, and what is in the way, and stores nothing; its ETag, sent as If-Match, holds the change to that plan.</param>
    private static Task<Results<Ok<PlannedChanges>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        ChangeActivities.Request request,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        sessions.ChangePlanAsync(
            id,
            ifMatch.Expected,
            preview is true,
            (edition, activities) => ChangeActivities.Decide(request, edition, activities, clock.GetUtcNow()),
            response,
            cancellationToken);
}
