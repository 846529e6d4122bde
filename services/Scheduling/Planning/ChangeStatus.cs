using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What several activities become.</summary>
public enum StatusChange
{
    /// <summary>They will not take place: at once and for good.</summary>
    Cancel,

    /// <summary>They have taken place.</summary>
    Complete,

    /// <summary>That they have taken place is taken back.</summary>
    Reopen,
}

/// <summary>An organiser cancels, completes or reopens all activities that a filter finds, in one act.</summary>
public static class ChangeStatus
{
    /// <summary>Which activities become another, and what.</summary>
    /// <param name="Filter">
    /// At least one part of it is given; all that are given have to be met. Without a status they are what can be changed so: released ones are
    /// completed, completed ones reopened, drafts and released ones cancelled.
    /// </param>
    /// <param name="Change">What they become.</param>
    /// <param name="Reason">
    /// Why, at most 1,000 characters. Everybody registered reads why something is cancelled; it is in the history of what is reopened.
    /// </param>
    /// <param name="Override">Completes also what has not begun, with the reason.</param>
    public sealed record Request(
        ChangeActivities.Which Filter, StatusChange Change, string? Reason = null, PlanActivity.OverrideRequest? Override = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Filter).NotNull().NotEqual(new ChangeActivities.Which())
                .WithMessage(_ => Languages.Choose("Minst ett urval: kind, topic, hostId, venueId, status eller day.", "At least one of kind, topic, hostId, venueId, status and day."));
            RuleFor(request => request.Filter.Kind).IsInEnum().When(request => request.Filter is not null);
            RuleFor(request => request.Filter.Topic!).Topic().When(request => request.Filter?.Topic is not null);
            RuleFor(request => request.Change).IsInEnum();
            RuleFor(request => request.Reason).OptionalText(1000);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <param name="activities">All of the edition.</param>
    /// <param name="answered">Those whose survey somebody has answered.</param>
    public static PlanChanges.Outcome Decide(
        Request request, EditionPlan edition, IEnumerable<Activity> activities, IReadOnlySet<ActivityId> answered, DateTimeOffset now)
    {
        var found = activities
            .Where(activity => request.Filter.Means(activity) && (request.Filter.Status is not null || CanBecome(request.Change, activity)))
            .OrderBy(activity => activity.Plan!.StartsAt)
            .ThenBy(activity => activity.Id)
            .ToList();
        var events = new List<StreamEvent>();
        var changed = new List<Activity>();
        var refused = new List<RefusedChange>();
        foreach (var activity in found)
        {
            var decision = request.Change switch
            {
                StatusChange.Cancel => CancelActivity.Decide(activity, request.Reason, edition.Edition.ReleaseVersion, now),
                StatusChange.Complete => CompleteActivity.Decide(activity, now, request.Override?.Reason),
                _ => ReopenActivity.Decide(activity, answered.Contains(activity.ActivityId), request.Reason, now),
            };
            if (decision.Refusal is { } refusal)
            {
                refused.Add(PlanChanges.Of(activity, refusal));
            }
            else if (decision.Events.Count > 0)
            {
                changed.Add(activity);
                events.AddRange(decision.Events.Select(@event => new StreamEvent(activity.Id, @event)));
            }
        }

        return new PlanChanges.Outcome(
            new PlannedChanges(
                Preview: false,
                found.Count - changed.Count - refused.Count,
                changed.Sum(activity => edition.RegisteredFor(activity.ActivityId)),
                changed.Count(activity => activity.Public is not null),
                changed.Select(activity => Of(activity, request.Change, edition)).ToList(),
                refused),
            events);
    }

    private static bool CanBecome(StatusChange change, Activity activity) => change switch
    {
        StatusChange.Cancel => activity.Phase == Phase.Planned,
        StatusChange.Complete => activity is { Phase: Phase.Planned, Public: not null },
        _ => activity.Phase == Phase.Completed,
    };

    private static ChangedActivity Of(Activity activity, StatusChange change, EditionPlan edition)
    {
        var after = change switch
        {
            StatusChange.Cancel => ActivityViewStatus.Cancelled,
            StatusChange.Complete => ActivityViewStatus.Completed,
            _ => ActivityViewStatus.Released,
        };
        return new ChangedActivity(
            activity.ActivityId,
            activity.Plan!.Title,
            [new ChangedField("status", activity.Standing(), after)],
            [],
            edition.RegisteredFor(activity.ActivityId));
    }
}

/// <summary>The endpoint of <see cref="ChangeStatus"/>.</summary>
public static class ChangeStatusEndpoint
{
    public static void MapChangeStatus(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/activities/change-status", HandleAsync)
            .Validates<ChangeStatus.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("changeStatusOfActivities")
            .WithSummary("Cancel, complete or reopen what a filter finds");

    /// <summary>
    /// Cancels, completes or reopens all activities that meet the filter, at once and without a release: all of them or none. What is in the way
    /// is answered activity by activity, as the call for one of them would. Whoever is registered is told of a cancellation with the reason, as is
    /// a company whose visit it is; those who came to what is completed are sent the survey. A repeat finds nothing left, and changes
    /// nothing. For organisers and planners.
    /// </summary>
    /// <param name="preview">True shows what would change, and what is in the way, and stores nothing; its ETag, sent as If-Match, holds the change to that plan.</param>
    private static async Task<Results<Ok<PlannedChanges>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        ChangeStatus.Request request,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        IQuerySession reads,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        // An answer that is given in this moment is kept by Feedback, which then keeps the survey open.
        var answered = request.Change == StatusChange.Reopen ? await AnsweredIn(id, reads, cancellationToken) : [];
        return await sessions.ChangePlanAsync(
            id,
            ifMatch.Expected,
            preview is true,
            (edition, activities) => ChangeStatus.Decide(request, edition, activities, answered, clock.GetUtcNow()),
            response,
            cancellationToken,
            (session, _, _, after) => WithdrawVisitsAsync(session, request, after, clock.GetUtcNow(), cancellationToken),
            alsoClosed: true);
    }

    private static async Task<HashSet<ActivityId>> AnsweredIn(EditionId id, IQuerySession reads, CancellationToken cancellationToken)
    {
        var completed = await reads.Query<Activity>()
            .Where(activity => activity.EditionId == id && activity.Phase == Phase.Completed)
            .Select(activity => activity.Id)
            .ToListAsync(cancellationToken);
        var answered = await reads.LoadManyAsync<AnsweredSurvey>(cancellationToken, completed);
        return answered.Select(survey => new ActivityId(survey.Id)).ToHashSet();
    }

    /// <summary>A visit has nobody registered who would hear of it: the company itself is told.</summary>
    private static async Task<int> WithdrawVisitsAsync(
        IDocumentSession session, ChangeStatus.Request request, IReadOnlyList<Activity> after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (request.Change == StatusChange.Cancel)
        {
            foreach (var visit in after.Where(activity => activity.Phase == Phase.Cancelled).Select(activity => activity.Visit).OfType<VisitRequestId>())
            {
                await session.DecideAsync<VisitRequest>(
                    visit.Value, ExpectedVersion.Any, state => CancelVisit.Decide(state, request.Reason, now), cancellationToken);
            }
        }

        return 0;
    }
}
