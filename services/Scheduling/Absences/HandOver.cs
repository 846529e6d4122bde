using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Releases;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Absences;

/// <summary>Another host takes over what one is to do, in one act: all of it or nothing. What is public goes public at once.</summary>
public static class HandOver
{
    /// <summary>Who takes over, and what.</summary>
    /// <param name="ToHostId">Who takes over: another host of the same edition.</param>
    /// <param name="ActivityIds">Which activities, 1 to 500; left out, all in the period that have not begun.</param>
    /// <param name="StartsAt">ISO 8601 with offset: only what ends after it; left out, from now.</param>
    /// <param name="EndsAt">ISO 8601 with offset: only what begins before it; left out, to the edition's end.</param>
    /// <param name="Note">What those who are registered are told with it, at most 1,000 characters; it is public.</param>
    /// <param name="Override">Accepts all clashes that come of it, with the reason.</param>
    public sealed record Request(
        HostId ToHostId,
        IReadOnlyList<ActivityId>? ActivityIds = null,
        DateTimeOffset? StartsAt = null,
        DateTimeOffset? EndsAt = null,
        string? Note = null,
        PlanActivity.OverrideRequest? Override = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ToHostId).NotEqual(default(HostId));
            RuleFor(request => request.ActivityIds).Must(activities => activities is not { Count: 0 or > 500 })
                .WithMessage(_ => Languages.Choose("1 till 500 aktiviteter.", "1 to 500 activities."));
            RuleFor(request => request.StartsAt).Moment();
            RuleFor(request => request.EndsAt).Moment().GreaterThan(request => request.StartsAt).When(request => request.StartsAt is not null);
            RuleFor(request => request.Note).OptionalText(1000);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <param name="activities">All of the edition.</param>
    public static PlanChanges.Outcome Decide(
        HostId from, Request request, EditionPlan edition, IReadOnlyList<Activity> activities, DateTimeOffset now)
    {
        if (FlawsOf(from, request, edition, activities) is { Count: > 0 } flaws)
        {
            return PlanChanges.Outcome.Refused(Flaw.Refuse(flaws));
        }

        var wanted = activities
            .Where(activity => activity is { Phase: Phase.Planned, Plan: { } plan } && plan.StartsAt > now && IsMeant(activity, plan))
            .Select(activity => new WantedPlan(activity, Taken(activity.Plan!)));
        return PlanChanges.Decide(wanted, edition, request.Override?.Reason, request.Note, now);

        bool IsMeant(Activity activity, Plan plan) => request.ActivityIds is { } only
            ? only.Contains(activity.ActivityId)
            : plan.HostIds.Contains(from)
                && (request.StartsAt is not { } startsAt || plan.EndsAt > startsAt)
                && (request.EndsAt is not { } endsAt || plan.StartsAt < endsAt);

        Plan Taken(Plan plan) => plan with
        {
            HostIds = plan.HostIds.Select(host => host == from ? request.ToHostId : host).Distinct().ToList(),
            Title = plan.Title == OpenHouse.CutOpenHouse.TitleOf(edition.Hosts[from]) ? OpenHouse.CutOpenHouse.TitleOf(edition.Hosts[request.ToHostId]) : plan.Title,
        };
    }

    /// <summary>What was public already goes public as it is now; drafts stay drafts.</summary>
    /// <param name="activities">After it was decided.</param>
    public static Release? Release(PlannedChanges changes, EditionPlan edition, IReadOnlyList<Activity> activities, string? note, DateTimeOffset now)
    {
        var changed = changes.Changes.Select(change => change.ActivityId).ToHashSet();
        var known = activities.Where(activity => activity.Public is not null && changed.Contains(activity.ActivityId)).Select(activity => activity.ActivityId).ToHashSet();
        return known.Count == 0 ? null : Releases.Release.Of(edition, activities, string.IsNullOrWhiteSpace(note) ? null : note, now, known);
    }

    private static List<Flaw> FlawsOf(HostId from, Request request, EditionPlan edition, IReadOnlyList<Activity> activities)
    {
        var flaws = new List<Flaw>();
        if (request.ToHostId == from || !edition.Hosts.ContainsKey(request.ToHostId))
        {
            flaws.Add(new Flaw("toHostId", "En annan av upplagans värdar.", "Another one of the edition's hosts."));
        }

        // What was handed over before is there already.
        var theirs = activities
            .Where(activity => activity.Plan is { } plan && (plan.HostIds.Contains(from) || plan.HostIds.Contains(request.ToHostId)))
            .Select(activity => activity.ActivityId)
            .ToHashSet();
        flaws.AddRange((request.ActivityIds ?? [])
            .Select((activity, i) => (activity, i))
            .Where(each => !theirs.Contains(each.activity))
            .Select(each => new Flaw($"activityIds[{each.i}]", "Värden har ingen sådan aktivitet.", "The host has no such activity.")));
        return flaws;
    }
}

/// <summary>The endpoint of <see cref="HandOver"/>.</summary>
public static class HandOverEndpoint
{
    public static void MapHandOver(this RouteGroupBuilder api) =>
        api.MapPost("/hosts/{id}/handover", HandleAsync)
            .Validates<HandOver.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("handOverHost")
            .WithSummary("Let another host take over");

    /// <summary>
    /// Another host takes over activities that have not begun: all of them or none; 409 <c>changes-refused</c> lists what is in the way, unless
    /// <c>override</c> gives a reason. What is public is released with it at once, whatever else of it was planned and not released included, and
    /// everybody who is registered gets one letter; drafts stay drafts. A repeat changes nothing. 400 where the edition has no such host or
    /// the host no such activity, 409 <c>edition-closed</c>. For organisers and planners.
    /// </summary>
    /// <param name="preview">True shows what would change, and what is in the way, and stores nothing; its ETag, sent as If-Match, holds the change to that plan.</param>
    private static async Task<Results<Ok<PlannedChanges>, ProblemHttpResult>> HandleAsync(
        HostId id,
        HandOver.Request request,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        IQuerySession reads,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Host>(id.Value, cancellationToken) is not { } host)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var now = clock.GetUtcNow();
        PlannedChanges? decided = null;
        return await sessions.ChangePlanAsync(
            host.EditionId,
            ifMatch.Expected,
            preview is true,
            (edition, activities) =>
            {
                var outcome = HandOver.Decide(id, request, edition, activities, now);
                decided = outcome.Changes;
                return outcome;
            },
            response,
            cancellationToken,
            async (session, stream, edition, activities) =>
            {
                if (HandOver.Release(decided!, edition, activities, request.Note, now) is not { } release)
                {
                    return 0;
                }

                await session.AppendAsync(stream, release, activities, cancellationToken);
                return release.Activities.Count + 1;
            });
    }
}
