using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>
/// An organiser releases the programme: all drafts go public together as one version, or an urgent change goes alone; now
/// or at a time to come.
/// </summary>
public static class ReleaseProgramme
{
    /// <summary>What is released, and when; without a body all that differs, now.</summary>
    /// <param name="Note">What the organisers say of it, at most 1,000 characters; it is public, and stands in what people are sent.</param>
    /// <param name="ActivityIds">Only these go public, 1 to 5,000 of the edition; left out, all that differs from what is public.</param>
    /// <param name="At">ISO 8601 with offset, to come: when it is made by itself. Left out, it is made now.</param>
    public sealed record Request(string? Note = null, IReadOnlyList<ActivityId>? ActivityIds = null, DateTimeOffset? At = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(request => request.Note).OptionalText(1000);
            RuleFor(request => request.ActivityIds).Must(activities => activities is not { Count: 0 or > 5_000 });
            RuleFor(request => request.At).Moment().Must(at => at is null || at > clock.GetUtcNow())
                .WithMessage(_ => Languages.Choose("Tiden har varit.", "That time has passed."));
        }
    }

    /// <summary>What is wrong with the activities that are to go alone.</summary>
    public static Refusal? Unknown(IReadOnlyList<ActivityId>? wanted, IEnumerable<Activity> activities)
    {
        var known = activities.Select(activity => activity.ActivityId).ToHashSet();
        var flaws = (wanted ?? [])
            .Select((activity, i) => (activity, i))
            .Where(each => !known.Contains(each.activity))
            .Select(each => new Flaw($"activityIds[{each.i}]", "Aktiviteten finns inte i upplagan.", "The edition has no such activity."))
            .ToList();
        return flaws.Count == 0 ? null : Flaw.Refuse(flaws);
    }

    /// <summary>Why a release of an edition cannot be made at all.</summary>
    public static Problem? Hindrance(Edition edition, Release? release) =>
        edition.Status == EditionStatus.Closed ? EditionProblems.Closed
        : release is null ? ReleaseProblems.NothingToRelease
        : null;
}

/// <summary>The endpoint of <see cref="ReleaseProgramme"/>.</summary>
public static class ReleaseProgrammeEndpoint
{
    public static void MapReleaseProgramme(this RouteGroupBuilder api)
    {
        api.MapPost("/editions/{id}/releases", HandleAsync)
            .Validates<ReleaseProgramme.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Releases")
            .WithName("releaseProgramme")
            .WithSummary("Release the programme");
        api.MapGet("/editions/{id}/releases/preview", PreviewAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Releases")
            .WithName("previewRelease")
            .WithSummary("Preview what a release would change")
            .RefusesWith(StatusCodes.Status409Conflict);
    }

    /// <summary>
    /// Makes what is planned public, as a new version of the programme: all that differs, or only some activities. 201 where it is made now: it
    /// opens a draft edition, and everybody who is registered for something that changed is told of all of it in one message, and each company of its visit. 202 where
    /// <c>at</c> lets it be made later, with what differs then; where nothing does, it is left out. 409 <c>nothing-to-release</c>,
    /// <c>edition-closed</c>, or <c>too-many-scheduled-releases</c> where 50 are waiting. Clashes do not stop it. For organisers and planners.
    /// </summary>
    private static async Task<Results<Created<ReleaseView>, Accepted<ScheduledRelease>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        ReleaseProgramme.Request? request,
        ISessionFactory sessions,
        ClaimsPrincipal asker,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition } stream)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        if (ReleaseProgramme.Unknown(request?.ActivityIds, activities) is { } unknown)
        {
            return unknown.ToAnswer();
        }

        var note = string.IsNullOrWhiteSpace(request?.Note) ? null : request.Note;
        if (request?.At is { } at)
        {
            var scheduled = new ScheduledRelease(
                ScheduledReleaseId.New(), at.ToUniversalTime(), note, request.ActivityIds, asker.FindFirst("sub")?.Value);
            var decision = ScheduleRelease.Decide(edition, scheduled, clock.GetUtcNow());
            if (decision.Refusal is { } refusal)
            {
                return refusal.ToAnswer();
            }

            stream.AppendMany(decision.Events);
            await session.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/v1/editions/{id}/scheduled-releases", scheduled);
        }

        var release = Release.Of(plan, activities, note, clock.GetUtcNow(), request?.ActivityIds);
        if (ReleaseProgramme.Hindrance(edition, release) is { } problem)
        {
            return problem.ToAnswer();
        }

        await session.AppendAsync(stream, release!, activities, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/editions/{id}/releases/{release!.Programme.Version}", ReleaseView.Of(release.Programme));
    }

    /// <summary>
    /// What a release of all would change if it were made now, unlisted activities too; nothing is stored. 409 <c>nothing-to-release</c> or
    /// <c>edition-closed</c> where it could not be made. For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<ReleaseView>, ProblemHttpResult>> PreviewAsync(
        EditionId id, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await reads.LoadWholeAsync(edition, cancellationToken);
        var release = Release.Of(plan, activities, note: null, clock.GetUtcNow());
        return ReleaseProgramme.Hindrance(edition, release) is { } problem
            ? problem.ToAnswer()
            : TypedResults.Ok(ReleaseView.Of(release!.Programme));
    }

    /// <param name="activities">All of the edition, as they were before.</param>
    internal static async Task AppendAsync(
        this IDocumentSession session, IEventStream<Edition> stream, Release release, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        stream.AppendOne(release.Programme);
        foreach (var (activity, @event) in release.Activities)
        {
            session.Events.Append(activity.Value, @event);
        }

        await session.ChangeVisitsAsync(release, activities, cancellationToken);
    }

    /// <summary>The companies whose accepted visits become others by it are told in the same commit.</summary>
    private static async Task ChangeVisitsAsync(
        this IDocumentSession session, Release release, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        var released = activities
            .Where(activity => activity.Visit is not null && release.Activities.ContainsKey(activity.ActivityId))
            .ToDictionary(activity => activity.Visit!.Value.Value, activity => ((IPublicActivityEvent)release.Activities[activity.ActivityId]).Activity!);
        var now = release.Programme.At;
        var visits = await session.LoadManyAsync<VisitRequest>(cancellationToken, released.Keys);
        foreach (var visit in visits.Where(visit => ChangeVisit.Decide(visit, released[visit.Id], now).Events.Count > 0))
        {
            await session.DecideAsync<VisitRequest>(
                visit.Id, ExpectedVersion.Any, known => ChangeVisit.Decide(known, released[visit.Id], now), cancellationToken);
        }
    }
}
