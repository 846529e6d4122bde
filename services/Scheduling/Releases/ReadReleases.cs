using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using ProgrammeReleased = BusinessFocus.Scheduling.Editions.ProgrammeReleased;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>A version of the programme, and what it changed.</summary>
/// <param name="Version">Which version it is: 1 for the first.</param>
/// <param name="ReleasedAt">UTC: when it went public.</param>
/// <param name="Changes">All that differs from the version before, one for each activity, cancellations since then too.</param>
/// <param name="Note">What the organisers say of it; left out where they say nothing.</param>
public sealed record ReleaseView(int Version, DateTimeOffset ReleasedAt, string? Note, IReadOnlyList<ReleaseView.Change> Changes)
{
    /// <summary>What a release changed of one activity.</summary>
    /// <param name="Before">The time and place that it had before; left out where it was added.</param>
    /// <param name="Kinds">What became another.</param>
    /// <param name="Title">What it is called since.</param>
    public sealed record Change(ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds, LocalizedText Title, TimeAndPlace? Before);

    /// <summary>As anyone sees it: unlisted activities are not told of.</summary>
    public static ReleaseView ForAnyone(ProgrammeReleased release) =>
        Of(release with { Changes = release.Changes.Where(change => change.Activity.Visibility == Visibility.Public).ToList() });

    public static ReleaseView Of(ProgrammeReleased release) => new(
        release.Version,
        release.At,
        release.Note,
        release.Changes
            .Select(change => new Change(change.Activity.Id, change.Kinds, change.Activity.Title, change.Before))
            .ToList());
}

/// <summary>Anyone reads what each version of the programme changed.</summary>
public static class ReadReleases
{
    public static void MapReadReleases(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/releases", ListAsync)
            .Validates<PageQuery>()
            .WithTags("Releases")
            .WithName("listReleases")
            .WithSummary("List releases of the programme");
        api.MapGet("/editions/{id}/releases/{version:int}", ReadAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Releases")
            .WithName("readRelease")
            .WithSummary("Read what a release changed");
    }

    /// <summary>
    /// Lists the versions of an edition's programme, the first one first, with what each changed; also without signing in. Activities that were
    /// unlisted then are not in it.
    /// </summary>
    private static async Task<Results<Ok<Page<ReleaseView>>, ProblemHttpResult>> ListAsync(
        EditionId id, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        var after = page.KeyAs<int>() ?? 0;
        var releases = await reads.ReleasesOfAsync(id, cancellationToken);
        if (releases.Count == 0 && await reads.LoadAsync<Edition>(id.Value, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var found = releases.Where(release => release.Version > after).Take(page.Size + 1).Select(ReleaseView.ForAnyone).ToList();
        return TypedResults.Ok(page.Of(found, release => release.Version.ToString(CultureInfo.InvariantCulture), releases.Count));
    }

    /// <summary>What one version of the programme changed, also without signing in. Activities that were unlisted then are not in it.</summary>
    /// <param name="version">Which version: 1 is the first.</param>
    private static async Task<Results<Ok<ReleaseView>, StatusCodeHttpResult, ProblemHttpResult>> ReadAsync(
        EditionId id, int version, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        var releases = await reads.ReleasesOfAsync(id, cancellationToken);
        if (releases.SingleOrDefault(release => release.Version == version) is not { } found)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return context.IsKnownToAsker($"release-{version.ToString(CultureInfo.InvariantCulture)}")
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ReleaseView.ForAnyone(found));
    }

    internal static async Task<IReadOnlyList<ProgrammeReleased>> ReleasesOfAsync(
        this IQuerySession reads, EditionId id, CancellationToken cancellationToken)
    {
        var events = await reads.Events.QueryAllRawEvents()
            .Where(@event => @event.StreamId == id.Value && @event.EventTypesAre(typeof(ProgrammeReleased)))
            .OrderBy(@event => @event.Version)
            .ToListAsync(cancellationToken);
        return events.Select(@event => @event.Data).OfType<ProgrammeReleased>().ToList();
    }
}
