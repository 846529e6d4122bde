using System.Collections.Immutable;
using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ProgrammeReleased = BusinessFocus.Scheduling.Editions.ProgrammeReleased;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>The programme as each version had it, made of what each release changed.</summary>
public static class ProgrammeVersions
{
    /// <summary>Every activity that was public in a version, cancelled ones too; none in version 0.</summary>
    public static ImmutableDictionary<ActivityId, PublicActivity> At(IEnumerable<ProgrammeReleased> releases, int version) => releases
        .Where(release => release.Version <= version)
        .OrderBy(release => release.Version)
        .SelectMany(release => release.Changes)
        .Aggregate(
            ImmutableDictionary<ActivityId, PublicActivity>.Empty,
            (programme, change) => programme.SetItem(change.Activity.Id, change.Activity));

    /// <summary>The same as anyone sees it: what is unlisted in that version is not in it.</summary>
    public static ImmutableDictionary<ActivityId, PublicActivity> ListedAt(IEnumerable<ProgrammeReleased> releases, int version) =>
        At(releases, version).Where(activity => activity.Value.Visibility == Visibility.Public).ToImmutableDictionary();

    /// <summary>
    /// How two programmes differ, by start. What came and was cancelled in between is in neither for whoever compares, so it
    /// is left out.
    /// </summary>
    public static IReadOnlyList<ActivityDifference> Between(
        IReadOnlyDictionary<ActivityId, PublicActivity> before, IReadOnlyDictionary<ActivityId, PublicActivity> after) => after.Values
        .Select(activity => new ActivityDifference(before.GetValueOrDefault(activity.Id), activity))
        .Where(difference => difference.Kinds.Count > 0 && (difference.Before is not null || difference.After.Status != ActivityStatus.Cancelled))
        .OrderBy(difference => difference.After.StartsAt)
        .ThenBy(difference => difference.After.Id.Value)
        .ToList();
}

/// <param name="Before">Null where it was not public.</param>
public sealed record ActivityDifference(PublicActivity? Before, PublicActivity After)
{
    public IReadOnlyList<ChangeKind> Kinds { get; } = ProgrammeDiff.Between(Before, After);
}

/// <summary>How the programme differs between two of its versions.</summary>
/// <param name="Since">The earlier version; 0 is the empty programme before the first.</param>
/// <param name="Version">The later version.</param>
/// <param name="Changes">One for each activity that differs, by its start in the later version.</param>
public sealed record ReleaseComparison(int Since, int Version, IReadOnlyList<ReleaseComparison.Change> Changes)
{
    /// <summary>How one activity differs between the two versions.</summary>
    /// <param name="Before">What it was like in the earlier version; left out where it was not in it.</param>
    /// <param name="Kinds">What became another.</param>
    /// <param name="After">What it is like in the later version.</param>
    public sealed record Change(ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds, Shown? Before, Shown After);

    /// <summary>What an activity was like in one version.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Hosts">Who meets the visitors, as they are shown: the name, then the role.</param>
    /// <param name="Capacity">Seats; 0 takes no registrations.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="Place">Where it is; left out where it is only digital, or not known yet.</param>
    public sealed record Shown(
        LocalizedText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Place? Place, IReadOnlyList<string> Hosts, int Capacity);

    public static ReleaseComparison Of(IReadOnlyList<ProgrammeReleased> releases, int since, int version) => new(
        since,
        version,
        ProgrammeVersions.Between(ProgrammeVersions.ListedAt(releases, since), ProgrammeVersions.ListedAt(releases, version))
            .Select(difference => new Change(
                difference.After.Id,
                difference.Kinds,
                difference.Before is { } before ? ShownOf(before) : null,
                ShownOf(difference.After)))
            .ToList());

    private static Shown ShownOf(PublicActivity activity) =>
        new(activity.Title, activity.StartsAt, activity.EndsAt, activity.Place, activity.Hosts, activity.Capacity);
}

/// <summary>Anyone compares two versions of the programme, or reads one as it was.</summary>
public static class CompareReleases
{
    /// <summary>The programme as it was in one version.</summary>
    /// <param name="Activities">As they were then, by their start; cancelled ones too.</param>
    /// <param name="Version">Which version it is.</param>
    /// <param name="ReleasedAt">UTC: when it went public.</param>
    public sealed record ProgrammeThen(int Version, DateTimeOffset ReleasedAt, IReadOnlyList<ActivityView> Activities);

    public static void MapCompareReleases(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/releases/{version:int}/changes", CompareAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Releases")
            .WithName("compareReleases")
            .WithSummary("Compare two releases");
        api.MapGet("/editions/{id}/releases/{version:int}/programme", ReadThenAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Releases")
            .WithName("readProgrammeOfRelease")
            .WithSummary("Read the programme as it was released then");
    }

    /// <summary>
    /// How the programme differs between a version and an earlier one, also without signing in. What came and was cancelled in between is left
    /// out, and so is what is unlisted.
    /// </summary>
    /// <param name="since">The earlier version, 0 to the later one; left out, the one before. 0 is the empty programme before the first.</param>
    /// <param name="version">The later version; 1 is the first.</param>
    private static async Task<Results<Ok<ReleaseComparison>, StatusCodeHttpResult, ProblemHttpResult>> CompareAsync(
        EditionId id, int version, int? since, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        var releases = await reads.ReleasesOfAsync(id, cancellationToken);
        if (releases.All(release => release.Version != version))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var from = since ?? version - 1;
        if (from < 0 || from > version)
        {
            return Problems.Invalid(
                "since",
                string.Create(CultureInfo.InvariantCulture, $"Mellan 0 och {version}."),
                string.Create(CultureInfo.InvariantCulture, $"Between 0 and {version}."));
        }

        return context.IsKnownToAsker(string.Create(CultureInfo.InvariantCulture, $"changes-{from}-{version}"))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ReleaseComparison.Of(releases, from, version));
    }

    /// <summary>
    /// The programme as it was when a version was released, cancelled activities too and unlisted ones not; also without signing in. What
    /// changed later is not in it.
    /// </summary>
    /// <param name="version">Which version: 1 is the first.</param>
    private static async Task<Results<Ok<ProgrammeThen>, StatusCodeHttpResult, ProblemHttpResult>> ReadThenAsync(
        EditionId id, int version, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        var releases = await reads.ReleasesOfAsync(id, cancellationToken);
        if (releases.FirstOrDefault(release => release.Version == version) is not { } then)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return context.IsKnownToAsker(string.Create(CultureInfo.InvariantCulture, $"programme-{version}"))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(new ProgrammeThen(
                version,
                then.At,
                ProgrammeVersions.ListedAt(releases, version).Values
                    .OrderBy(activity => activity.StartsAt)
                    .ThenBy(activity => activity.Id.Value)
                    .Select(ActivityView.ForAnyone)
                    .ToList()));
    }
}
